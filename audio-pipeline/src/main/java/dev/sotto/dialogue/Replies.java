package dev.sotto.dialogue;

import dev.sotto.log.EventLog;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.schemas.DerivedId;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.audio.AudioSource;
import dev.sotto.schemas.dialogue.DialogueState;
import dev.sotto.schemas.dialogue.Turn;
import dev.sotto.schemas.reply.HangUp;
import dev.sotto.schemas.reply.Notice;
import dev.sotto.schemas.reply.PlayAudio;
import dev.sotto.schemas.reply.ReplyCommand;
import dev.sotto.schemas.reply.ReplyRecord;
import dev.sotto.schemas.reply.SpokenSummary;
import dev.sotto.schemas.reply.StopPlayback;
import dev.sotto.schemas.reply.Transfer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Says the turn of a state: sentence by sentence, so that the first plays while the next is made. Ids are derived from
 * call, revision and place in the turn: however often a turn is said, the gateway plays it once.
 */
final class Replies {
    private static final int PHONE_RATE_HZ = 8000;
    private static final int EARPIECE_RATE_HZ = 16_000;

    private final EventLog log;
    private final Voice voice;
    private final DialogueMetrics metrics;

    Replies(EventLog log, Voice voice, DialogueMetrics metrics) {
        this.log = log;
        this.voice = voice;
        this.metrics = metrics;
    }

    Mono<Void> say(DialogueState state, Trace trace) {
        return commands(state)
                .index()
                .concatMap(command -> append(state, command.getT1(), command.getT2(), trace), 1)
                .then();
    }

    private Flux<ReplyCommand> commands(DialogueState state) {
        Turn turn = state.turn();
        Flux<ReplyCommand> sentences =
                Flux.fromIterable(turn.sentences()).concatMap(sentence -> spoken(state, sentence), 1);
        String hangUp = turn.hangUp();
        // Whoever has spoken over us is waiting for this answer, not for the rest of the last one.
        boolean interrupts = turn.heardAtMicros() != null && !turn.sentences().isEmpty();
        Flux<ReplyCommand> before = interrupts ? Flux.just(new StopPlayback()) : Flux.empty();
        Flux<ReplyCommand> after = hangUp == null ? Flux.empty() : Flux.just(new HangUp(hangUp));
        return Flux.concat(before, sentences, transfer(state), after);
    }

    /** A summary that cannot be spoken is left out: the human is connected at once. */
    private Mono<ReplyCommand> transfer(DialogueState state) {
        String human = state.turn().transferTo();
        String summary = state.turn().summary();
        if (human == null) {
            return Mono.empty();
        }
        if (summary == null) {
            return Mono.just(new Transfer(human, null));
        }
        return voice.speak(summary, state.language(), PHONE_RATE_HZ)
                .<ReplyCommand>map(audio -> new Transfer(human, new SpokenSummary(summary, PHONE_RATE_HZ, audio)))
                .onErrorResume(mute -> {
                    metrics.mute(mute);
                    return Mono.just(new Transfer(human, null));
                });
    }

    private Mono<ReplyCommand> spoken(DialogueState state, String sentence) {
        boolean phone = state.source() == AudioSource.PHONE;
        int rate = phone ? PHONE_RATE_HZ : EARPIECE_RATE_HZ;
        Turn turn = state.turn();
        return voice.speak(sentence, state.language(), rate)
                .<ReplyCommand>map(audio -> new PlayAudio(
                        sentence,
                        state.language(),
                        rate,
                        audio,
                        turn.hangUp() == null && turn.transferTo() == null,
                        turn.heardAtMicros()))
                .onErrorResume(mute -> {
                    metrics.mute(mute);
                    return Mono.just(phone ? new HangUp("no voice") : new Notice(sentence));
                });
    }

    private Mono<Void> append(DialogueState state, long index, ReplyCommand command, Trace trace) {
        String replyId = DerivedId.of("reply", state.callId(), state.revision(), index);
        Envelope envelope = Envelope.of(Topics.VOICE_REPLIES, state.envelope().restaurantId(), replyId);
        ReplyRecord reply = new ReplyRecord(envelope, state.callId(), replyId, command);
        return log.append(Topics.VOICE_REPLIES, state.replyPartition(), state.callId(), reply, trace.child())
                .doOnNext(_ -> metrics.replied(state.turn(), command))
                .then();
    }
}

package dev.sotto.dialogue;

import dev.sotto.dialogue.conversation.turn.Heard;
import dev.sotto.dialogue.understand.hearing.Utterance;
import dev.sotto.log.Delivery;
import dev.sotto.log.Position;
import dev.sotto.schemas.TopicRecord;
import dev.sotto.schemas.call.CallEnded;
import dev.sotto.schemas.call.CallRecord;
import dev.sotto.schemas.call.CallStarted;
import dev.sotto.schemas.call.CallTransferred;
import dev.sotto.schemas.call.TransferFailed;
import dev.sotto.schemas.speech.FinalTranscript;
import dev.sotto.schemas.speech.SilenceElapsed;
import dev.sotto.schemas.speech.SpeechRecord;
import dev.sotto.schemas.speech.UnclearReason;
import dev.sotto.schemas.speech.UnclearSpeech;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something a conversation has to answer, with where it stands in the log.
 *
 * @param heardId the same however often the same thing was written
 * @param heardAtMicros when the speech ended; null when it is not speech
 * @param at when it was written down
 */
record Incoming(
        String callId,
        String restaurantId,
        String heardId,
        Position position,
        Heard heard,
        @Nullable Long heardAtMicros,
        Instant at) {

    /** Null for what no conversation answers: partial words, playback, the gateway's heartbeat. */
    static @Nullable Incoming of(Delivery<TopicRecord> delivery) {
        return switch (delivery.value()) {
            case CallRecord call -> ofCall(call, delivery.position());
            case SpeechRecord speech -> ofSpeech(speech, delivery.position());
            case null, default -> null;
        };
    }

    private static @Nullable Incoming ofCall(CallRecord call, Position position) {
        return switch (call.event()) {
            case CallStarted started ->
                of(
                        call,
                        position,
                        new Heard.CallBegan(
                                started.source(),
                                started.callerNumber(),
                                started.tableNumber(),
                                started.replyPartition(),
                                started.language(),
                                call.envelope().occurredAt()));
            case CallEnded ended ->
                of(call, position, new Heard.CallOver(ended.reason().name()));
            case CallTransferred transferred -> of(call, position, new Heard.HandedOver(transferred.target()));
            case TransferFailed _ -> of(call, position, new Heard.NobodyThere());
            default -> null;
        };
    }

    private static Incoming of(CallRecord call, Position position, Heard heard) {
        return new Incoming(
                call.callId(),
                call.envelope().restaurantId(),
                call.envelope().eventId(),
                position,
                heard,
                null,
                call.envelope().occurredAt());
    }

    private static @Nullable Incoming ofSpeech(SpeechRecord speech, Position position) {
        return switch (speech.event()) {
            case FinalTranscript said ->
                of(
                        speech,
                        speech.utteranceId(),
                        position,
                        new Heard.Words(new Utterance(said.text(), said.words()), said.confidence()),
                        said.speechEndedAtMicros());
            case UnclearSpeech unclear ->
                of(speech, speech.utteranceId(), position, unclear(unclear), unclear.speechEndedAtMicros());
            case SilenceElapsed _ -> of(speech, speech.envelope().eventId(), position, new Heard.Silence(), null);
            default -> null;
        };
    }

    private static Incoming of(
            SpeechRecord speech, String heardId, Position position, Heard heard, @Nullable Long heardAtMicros) {
        return new Incoming(
                speech.callId(),
                speech.envelope().restaurantId(),
                heardId,
                position,
                heard,
                heardAtMicros,
                speech.envelope().occurredAt());
    }

    private static Heard unclear(UnclearSpeech speech) {
        return speech.reason() == UnclearReason.NO_ENGINE ? new Heard.Deafness() : new Heard.Mumble();
    }
}

package dev.sotto.orders.calls;

import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.TopicRecord;
import dev.sotto.schemas.call.CallAnswered;
import dev.sotto.schemas.call.CallEnded;
import dev.sotto.schemas.call.CallHeld;
import dev.sotto.schemas.call.CallRecord;
import dev.sotto.schemas.call.CallResumed;
import dev.sotto.schemas.call.CallStarted;
import dev.sotto.schemas.call.CallTransferred;
import dev.sotto.schemas.call.DtmfPressed;
import dev.sotto.schemas.call.GatewayHeartbeat;
import dev.sotto.schemas.call.MediaQuality;
import dev.sotto.schemas.call.MediaStalled;
import dev.sotto.schemas.call.PlaybackFinished;
import dev.sotto.schemas.call.PlaybackStarted;
import dev.sotto.schemas.call.TransferFailed;
import dev.sotto.schemas.dialogue.Confirming;
import dev.sotto.schemas.dialogue.DialogueState;
import dev.sotto.schemas.dialogue.Turn;
import dev.sotto.schemas.order.OrderLine;
import dev.sotto.schemas.speech.FinalTranscript;
import dev.sotto.schemas.speech.PartialTranscript;
import dev.sotto.schemas.speech.SilenceElapsed;
import dev.sotto.schemas.speech.SpeechRecord;
import dev.sotto.schemas.speech.SpeechStarted;
import dev.sotto.schemas.speech.UnclearSpeech;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a record says that is worth writing down about a call; each can be written again without changing anything. */
sealed interface CallNote {

    String restaurantId();

    String callId();

    /** What may be written down of a call whose caller is to be forgotten; null for nothing. */
    default @Nullable CallNote withoutGuest() {
        return switch (this) {
            case Started started ->
                new Started(
                        started.restaurantId(),
                        started.callId(),
                        started.at(),
                        started.call().withoutCaller());
            case Became became -> became;
            case Saying _, Said _, ReadBack _ -> null;
        };
    }

    /** Whether the history keeps something of it too. */
    default boolean isKept() {
        return switch (this) {
            case Started _, Became _, Said _ -> true;
            case Saying _, ReadBack _ -> false;
        };
    }

    record Started(String restaurantId, String callId, Instant at, CallStarted call) implements CallNote {}

    /** One of the call's own times or names; which, the table's column says. */
    record Became(
            String restaurantId,
            String callId,
            Instant at,
            String what,
            @Nullable String value) implements CallNote {}

    /** What is being said, while nobody can be sure of it. */
    record Saying(
            String restaurantId,
            String callId,
            Instant at,
            @Nullable String words) implements CallNote {}

    /** What was said. */
    record Said(
            String restaurantId,
            String callId,
            Instant at,
            String wordsId,
            int nth,
            String speaker,
            String words,
            @Nullable Double confidence)
            implements CallNote {}

    /**
     * An order as it was read back to be agreed to.
     *
     * @param nth how many orders of the call came before it
     * @param lines a word for each line, another one for whatever is another line
     */
    record ReadBack(String restaurantId, String callId, Instant at, long revision, int nth, List<String> lines)
            implements CallNote {}

    static List<CallNote> of(TopicRecord record) {
        return switch (record) {
            case CallRecord call -> ofCall(call.envelope(), call);
            case SpeechRecord speech -> ofSpeech(speech.envelope(), speech);
            case DialogueState state ->
                Stream.concat(ofReading(state), ofTurn(state.envelope(), state.callId(), state.turn()).stream())
                        .toList();
            default -> List.of();
        };
    }

    private static List<CallNote> ofCall(Envelope envelope, CallRecord call) {
        String restaurant = envelope.restaurantId();
        Instant at = envelope.occurredAt();
        return switch (call.event()) {
            case CallStarted started -> List.of(new Started(restaurant, call.callId(), at, started));
            case CallAnswered answered -> List.of(new Became(restaurant, call.callId(), at, "answered", null));
            case CallHeld held -> List.of(new Became(restaurant, call.callId(), at, "held", null));
            case CallResumed resumed -> List.of(new Became(restaurant, call.callId(), at, "resumed", null));
            case CallTransferred moved ->
                List.of(new Became(restaurant, call.callId(), at, "transferred", moved.target()));
            case CallEnded ended ->
                List.of(new Became(
                        restaurant, call.callId(), at, "ended", ended.reason().name()));
            case TransferFailed _, PlaybackStarted _, PlaybackFinished _, MediaQuality _ -> List.of();
            case GatewayHeartbeat _, DtmfPressed _, MediaStalled _ -> List.of();
        };
    }

    private static List<CallNote> ofSpeech(Envelope envelope, SpeechRecord speech) {
        String restaurant = envelope.restaurantId();
        Instant at = envelope.occurredAt();
        String call = speech.callId();
        return switch (speech.event()) {
            case PartialTranscript part -> List.of(new Saying(restaurant, call, at, part.text()));
            case FinalTranscript whole ->
                List.of(
                        new Saying(restaurant, call, at, null),
                        new Said(
                                restaurant,
                                call,
                                at,
                                speech.utteranceId(),
                                0,
                                "guest",
                                whole.text(),
                                whole.confidence()));
            case UnclearSpeech unclear ->
                List.of(
                        new Saying(restaurant, call, at, null),
                        new Said(
                                restaurant,
                                call,
                                at,
                                speech.utteranceId(),
                                0,
                                "unclear",
                                unclear.text().isBlank() ? "…" : unclear.text(),
                                null));
            case SpeechStarted _, SilenceElapsed _ -> List.of();
        };
    }

    /** A state says our last turn again until there is another one: the record that caused it tells them apart. */
    private static List<CallNote> ofTurn(Envelope envelope, String callId, Turn turn) {
        List<CallNote> said = new ArrayList<>();
        String cause = turn.causeTopic() + "/" + turn.causeOffset();
        for (String sentence : turn.sentences()) {
            said.add(new Said(
                    envelope.restaurantId(),
                    callId,
                    envelope.occurredAt(),
                    cause,
                    said.size(),
                    "sotto",
                    sentence,
                    null));
        }
        return said;
    }

    /** What was changed after it had been placed is told by the order itself. */
    private static Stream<CallNote> ofReading(DialogueState state) {
        return state.phase() instanceof Confirming reading && state.amending() == null
                ? Stream.of(new ReadBack(
                        state.envelope().restaurantId(),
                        state.callId(),
                        state.envelope().occurredAt(),
                        state.revision(),
                        state.ordersPlaced(),
                        reading.lines().stream().map(CallNote::word).toList()))
                : Stream.empty();
    }

    /** Of a note only that there is one: the guest's own words go nowhere else. */
    private static String word(OrderLine line) {
        String told = line.withoutNote() + (line.note() == null ? "" : " with a note");
        return UUID.nameUUIDFromBytes(told.getBytes(StandardCharsets.UTF_8)).toString();
    }
}

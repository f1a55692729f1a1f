package dev.sotto.schemas.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.log.Topics;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.RecordCodec;
import dev.sotto.schemas.audio.AudioSource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DialogueStateTest {
    @ParameterizedTest
    @MethodSource("phases")
    void aConversationComesBackAsItWasInWhateverPhaseItIs(DialoguePhase phase) {
        RecordCodec<DialogueState> codec = new RecordCodec<>(Topics.DIALOGUE_STATE);
        DialogueState state = new DialogueState(
                Envelope.of(Topics.DIALOGUE_STATE, "r", "e"),
                "c",
                3,
                AudioSource.PHONE,
                "en",
                "+33155550100",
                null,
                7,
                phase,
                List.of(new DraftLine(
                        "1",
                        "soup",
                        2,
                        Map.of("size", List.of("large")),
                        Map.of("egg", 2),
                        List.of("salt"),
                        null,
                        Map.of("egg", "double"),
                        List.of(new LinePart("stew", List.of("egg"), List.of())))),
                1,
                0,
                0,
                12,
                -1,
                List.of("x"),
                new Turn("calls.events", 12, List.of("Hello."), null, 5L, "manager", "A guest."),
                Guest.UNKNOWN
                        .withService("pickup")
                        .withName("Anna")
                        .withTime(Guest.ASAP)
                        .withPaced(List.of(new Paced(PacedKind.COURSE, "mains", true))),
                "o",
                true);
        assertThat(codec.decode(codec.encode(state))).isEqualTo(state);
    }

    static List<DialoguePhase> phases() {
        return List.of(
                new TakingOrder(),
                new Choosing("1", "size"),
                new MakingSure("1", OrderSlot.CHOICE, "size", "large"),
                new Confirming(List.of(), 950, "EUR"),
                new OrderTaken("o"),
                new Closed("hung up"),
                new AskingGuest("phone", "+33155550177"),
                new HandingOver("manager"),
                new BookingTable("2026-11-28", "20:00", 4, "name"),
                new Complaining("cold", "it was cold", "angry", "what"),
                new Agreeing(new CancelPlaced("o")),
                new Agreeing(new BookTable("Anna", null, 4, Instant.EPOCH)),
                new Agreeing(new OpenClaim("o", "cold", 1, "it was cold", "angry", true, "redo")));
    }
}

package dev.sotto.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.dialogue.conversation.turn.Decision.Outcome;
import dev.sotto.dialogue.conversation.turn.Heard;
import dev.sotto.dialogue.placed.PlacedOrders;
import dev.sotto.log.Position;
import dev.sotto.schemas.audio.AudioSource;
import dev.sotto.schemas.dialogue.Closed;
import dev.sotto.schemas.dialogue.DialogueState;
import dev.sotto.schemas.order.TicketMark;
import dev.sotto.schemas.order.TicketMarked;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConversationsTest {
    private final Conversations conversations =
            new Conversations(id -> id.equals("harbour-grill") ? Menus.english() : null, new PlacedOrders());
    private @Nullable DialogueState state;
    private long offset;

    @Test
    void dyingBeforeTheStateIsDurableDerivesTheSameOrderAgain() {
        readyToConfirm();
        Incoming yes = said("yes", 9);
        Step.Answer before = (Step.Answer) conversations.next(state, yes);
        Step.Answer after = (Step.Answer) conversations.next(state, yes);
        assertThat(after.outcomes()).isNotEmpty().isEqualTo(before.outcomes());
        assertThat(after.state().revision()).isEqualTo(before.state().revision());
        assertThat(after.state().turn()).isEqualTo(before.state().turn());
    }

    @Test
    void whatWaitsLiesInTheStateSoThatWhoeverOwnsTheCallNextHoldsIt() {
        take(new Incoming(
                "c",
                "harbour-grill",
                "began",
                new Position("calls.events", 0, 0),
                new Heard.CallBegan(AudioSource.EARPIECE, null, "4", 0, null, Instant.EPOCH),
                null,
                Instant.EPOCH));
        take(said("a coffee now and two brownies later", 1));
        Conversations other = new Conversations(id -> Menus.english(), new PlacedOrders());
        Step.Answer answer = (Step.Answer) other.next(state, said("yes", 9));
        assertThat(answer.outcomes()).extracting(Outcome::version).containsExactly(1L, 2L, 3L);
        assertThat(answer.outcomes().get(1).event())
                .isInstanceOfSatisfying(
                        TicketMarked.class, marked -> assertThat(marked.mark()).isEqualTo(TicketMark.HELD));
    }

    @Test
    void dyingAfterTheStateIsDurableOnlySaysTheSameWordsAgain() {
        readyToConfirm();
        Incoming yes = said("yes", 9);
        take(yes);
        assertThat(conversations.next(state, yes)).isEqualTo(new Step.SayAgain(Objects.requireNonNull(state)));
    }

    @Test
    void whatWasAnsweredBeforeTheLastAnswerIsKnown() {
        readyToConfirm();
        take(said("yes", 9));
        assertThat(conversations.next(state, said("a coffee that's all", 1))).isEqualTo(new Step.Known());
    }

    @Test
    void anUtteranceWrittenTwiceIsHeardOnce() {
        readyToConfirm();
        Incoming yes = said("yes", 9);
        take(yes);
        Incoming copy = new Incoming(
                yes.callId(),
                yes.restaurantId(),
                yes.heardId(),
                new Position("speech.transcripts", 0, 10),
                yes.heard(),
                null,
                Instant.EPOCH);
        assertThat(conversations.next(state, copy)).isEqualTo(new Step.Known());
    }

    @Test
    void wordsBeforeTheirCallAreTooEarlyAndWordsAfterItTooLate() {
        assertThat(conversations.next(null, said("yes", 1))).isEqualTo(new Step.TooEarly());
        readyToConfirm();
        take(new Incoming(
                "c",
                "harbour-grill",
                "over",
                new Position("calls.events", 0, 2),
                new Heard.CallOver("gone"),
                null,
                Instant.EPOCH));
        assertThat(Objects.requireNonNull(state).phase()).isEqualTo(new Closed("gone"));
        assertThat(conversations.next(state, said("yes", 9))).isEqualTo(new Step.TooLate());
        assertThat(conversations.next(state, said("a coffee that's all", 1))).isEqualTo(new Step.Known());
    }

    @Test
    void aCallToAnUnknownRestaurantIsToldAndEnded() {
        Step.Answer answer = (Step.Answer) conversations.next(null, began("nowhere"));
        assertThat(answer.state().turn().sentences())
                .containsExactly("Sorry, we cannot take orders at this number right now. Goodbye.");
        assertThat(answer.state().turn().hangUp()).isEqualTo("unknown restaurant");
    }

    private void readyToConfirm() {
        take(began("harbour-grill"));
        take(said("a coffee that's all", 1));
    }

    private void take(Incoming incoming) {
        state = ((Step.Answer) conversations.next(state, incoming)).state();
    }

    private Incoming began(String restaurant) {
        return new Incoming(
                "c",
                restaurant,
                "began",
                new Position("calls.events", 0, offset++),
                new Heard.CallBegan(AudioSource.PHONE, "+33155550177", null, 3, null, Instant.EPOCH),
                null,
                Instant.EPOCH);
    }

    private static Incoming said(String words, long at) {
        return new Incoming(
                "c",
                "harbour-grill",
                "u" + at,
                new Position("speech.transcripts", 0, at),
                new Heard.Words(words, 0.9),
                5L,
                Instant.EPOCH);
    }
}

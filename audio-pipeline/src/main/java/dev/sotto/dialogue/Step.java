package dev.sotto.dialogue;

import dev.sotto.dialogue.conversation.turn.Decision.Outcome;
import dev.sotto.log.Topics;
import dev.sotto.schemas.DerivedId;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.dialogue.DialogueState;
import dev.sotto.schemas.order.OrderRecord;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** What one thing heard leads to. */
sealed interface Step {

    /** Heard for the first time: what was agreed to and follows from it, then the state, then the state's turn become durable, in this order. */
    record Answer(DialogueState state, List<Outcome> outcomes) implements Step {

        /** What was agreed to, as it stands in {@code orders.events}, each under an id of its own. */
        List<OrderRecord> orders(Instant at) {
            return IntStream.range(0, outcomes.size())
                    .mapToObj(place -> order(place, outcomes.get(place), at))
                    .toList();
        }

        private OrderRecord order(int place, Outcome outcome, Instant at) {
            // The kitchen counts versions of the same order too: what is said in a call must not be taken for its
            // event.
            String eventId = outcome.version() == 1
                    ? DerivedId.of(outcome.orderId(), 1)
                    : DerivedId.of(
                            outcome.orderId(), state.callId(), state.revision() + (place == 0 ? "" : "/" + place));
            String restaurantId = state.envelope().restaurantId();
            return new OrderRecord(
                    new Envelope(Topics.ORDERS_EVENTS.name(), restaurantId, eventId, at),
                    outcome.orderId(),
                    outcome.version(),
                    state.callId(),
                    outcome.event());
        }
    }

    /** In the state already, but its words may not have left before a crash: they are said again under their old ids. */
    record SayAgain(DialogueState state) implements Step {}

    /** In the state already, and so is something later: nothing of it can be missing. */
    record Known() implements Step {}

    /** Of a call that has not begun here yet. */
    record TooEarly() implements Step {}

    /** Of a call that is over. */
    record TooLate() implements Step {}
}

package dev.sotto.dialogue.conversation.order;

import dev.sotto.dialogue.conversation.turn.ConversationEvent;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.AgreementAsked;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.OrderResumed;
import dev.sotto.dialogue.conversation.turn.Decision.Outcome;
import dev.sotto.dialogue.conversation.turn.House;
import dev.sotto.dialogue.conversation.turn.TurnPlan;
import dev.sotto.dialogue.conversation.wording.Say;
import dev.sotto.dialogue.menu.Till;
import dev.sotto.dialogue.placed.PlacedOrder;
import dev.sotto.dialogue.placed.PlacedOrders;
import dev.sotto.schemas.dialogue.CancelPlaced;
import dev.sotto.schemas.dialogue.Confirming;
import dev.sotto.schemas.dialogue.DialogueState;
import dev.sotto.schemas.dialogue.OrderTaken;
import dev.sotto.schemas.order.OrderAmended;
import dev.sotto.schemas.order.OrderCancelled;
import dev.sotto.schemas.order.OrderEvent;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Changes or takes back an order that was placed: in the call that placed it, or in a later one from the same number, as
 * long as the restaurant allows and the kitchen has not begun.
 */
public final class Amending {
    private final House house;
    private final PlacedOrders placed;

    public Amending(House house, PlacedOrders placed) {
        this.house = house;
        this.placed = placed;
    }

    /** Whether there is a reason to stay on the line when an order is placed. */
    public boolean isOffered() {
        return house.counter().amendMinutes() != null;
    }

    /** The order this caller can mean; only the number he calls from proves that it is his. */
    @Nullable
    public PlacedOrder his(TurnPlan plan) {
        DialogueState state = plan.state();
        String restaurantId = state.envelope().restaurantId();
        if (state.phase() instanceof OrderTaken(String orderId)) {
            PlacedOrder order = placed.find(restaurantId, orderId);
            return order == null || order.cancelled() ? null : order;
        }
        return placed.latest(restaurantId, state.callId(), state.callerNumber(), plan.now());
    }

    /** Asks whether the order shall be taken back; false where there is none. */
    public boolean cancels(TurnPlan plan) {
        PlacedOrder order = his(plan);
        if (order == null) {
            return false;
        }
        if (allows(plan, order)) {
            plan.happened(new AgreementAsked(new CancelPlaced(order.orderId()))).say(cancelQuestion(order));
        }
        return true;
    }

    /** Puts the lines of the placed order back into hands; false where it cannot be, which is then said. */
    public boolean resumes(TurnPlan plan, PlacedOrder order) {
        boolean known =
                Till.ring(house.carte(), order.drafts()).size() == order.lines().size();
        if (!known) {
            plan.say(house.say(Say.AMEND_NEVER));
        }
        if (!known || !allows(plan, order)) {
            return false;
        }
        plan.happened(new OrderResumed(order.orderId(), order.drafts(), order.linesEver()));
        return true;
    }

    /** What a yes to the cancellation does; said is what then becomes of it. */
    public void cancel(TurnPlan plan, String orderId) {
        OrderCancelled event = new OrderCancelled("cancelled by the guest");
        if (settles(plan, orderId, event)) {
            plan.say(plan.isTerse() ? house.wording().terseCancelled() : house.say(Say.CANCEL_DONE));
        }
    }

    /** What a yes to the recap of a changed order does. */
    public void amend(TurnPlan plan, String orderId, Confirming recap) {
        if (settles(plan, orderId, new OrderAmended(recap.lines(), recap.totalMinor()))) {
            plan.say(plan.isTerse() ? house.wording().terseConfirmed(plan.table()) : house.say(Say.AMEND_DONE));
        }
    }

    /** The question that stands open, for whoever did not answer it. */
    public String cancelQuestion(TurnPlan plan, String orderId) {
        PlacedOrder order = placed.find(plan.state().envelope().restaurantId(), orderId);
        return order == null ? house.say(Say.AMEND_NEVER) : cancelQuestion(order);
    }

    private String cancelQuestion(PlacedOrder order) {
        return house.say(
                Say.CANCEL_RECAP,
                house.readBack().lines(order.lines()),
                house.readBack().amount(order.totalMinor(), house.config().currency()));
    }

    /** The kitchen may have begun between the question and the yes. */
    private boolean settles(TurnPlan plan, String orderId, OrderEvent event) {
        PlacedOrder order = placed.find(plan.state().envelope().restaurantId(), orderId);
        if (order != null && order.cancelled() && event instanceof OrderCancelled) {
            // Durable before a crash, and asked about again after it.
            plan.happened(new ConversationEvent.Settled(orderId));
            return true;
        }
        if (order == null || order.cancelled() || !allows(plan, order)) {
            plan.happened(new ConversationEvent.Settled(orderId));
            return false;
        }
        plan.settle(new Outcome(orderId, order.version() + 1, event)).happened(new ConversationEvent.Settled(orderId));
        return true;
    }

    /** True where it may still be changed; else it is said why not. */
    private boolean allows(TurnPlan plan, PlacedOrder order) {
        Integer minutes = house.counter().amendMinutes();
        Say refusal = minutes == null
                ? Say.AMEND_NEVER
                : order.started() ? Say.AMEND_STARTED : isLate(order, minutes, plan.now()) ? Say.AMEND_LATE : null;
        if (refusal != null) {
            plan.happened(new ConversationEvent.Understood()).say(house.say(refusal));
        }
        return refusal == null;
    }

    private static boolean isLate(PlacedOrder order, int minutes, Instant now) {
        return now.isAfter(order.placedAt().plus(Duration.ofMinutes(minutes)));
    }
}

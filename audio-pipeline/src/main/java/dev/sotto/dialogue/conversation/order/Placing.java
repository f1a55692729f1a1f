package dev.sotto.dialogue.conversation.order;

import dev.sotto.dialogue.conversation.guest.AboutGuest;
import dev.sotto.dialogue.conversation.turn.Decision.Outcome;
import dev.sotto.dialogue.conversation.turn.House;
import dev.sotto.dialogue.conversation.turn.TurnPlan;
import dev.sotto.dialogue.conversation.wording.Say;
import dev.sotto.schemas.DerivedId;
import dev.sotto.schemas.dialogue.Confirming;
import dev.sotto.schemas.dialogue.DialogueState;
import dev.sotto.schemas.dialogue.Guest;
import dev.sotto.schemas.order.OrderEvent;
import dev.sotto.schemas.order.OrderPlaced;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/** What a yes to the recap of an order does: places it, or changes the one that was placed before. */
public final class Placing {
    private final House house;
    private final AboutGuest aboutGuest;
    private final Amending amending;

    public Placing(House house, AboutGuest aboutGuest, Amending amending) {
        this.house = house;
        this.aboutGuest = aboutGuest;
        this.amending = amending;
    }

    public void place(TurnPlan plan, Confirming recap) {
        DialogueState state = plan.state();
        String placedBefore = state.amending();
        List<OrderEvent> marks = aboutGuest.serving().marks(plan, recap.lines());
        if (placedBefore != null) {
            amending.amend(plan, placedBefore, recap);
            marks.forEach(plan::follow);
            goodbye(plan);
            return;
        }
        String table = plan.table();
        OrderPlaced placed = placed(plan, recap);
        plan.place(new Outcome(DerivedId.of("order", state.callId(), state.ordersPlaced() + 1), 1, placed));
        marks.forEach(plan::follow);
        if (plan.isTerse()) {
            plan.say(house.wording().terseConfirmed(table));
            return;
        }
        Instant at = placed.wantedAt();
        plan.say(house.wording().confirmed(at == null ? house.config().preparationMinutes() : null));
        if (at != null) {
            ZoneId zone = ZoneId.of(house.config().timeZone());
            plan.say(house.say(
                    Say.READY_AT, house.phrasebook().clock(at.atZone(zone).toLocalTime())));
        }
        goodbye(plan);
    }

    /** Where a placed order can still be changed the line is kept for it. */
    private void goodbye(TurnPlan plan) {
        if (plan.isTerse()) {
            return;
        }
        if (amending.isOffered()) {
            plan.say(house.say(Say.ANYTHING_MORE));
        } else {
            plan.say(house.wording().goodbye()).hangUp("order placed");
        }
    }

    private OrderPlaced placed(TurnPlan plan, Confirming recap) {
        DialogueState state = plan.state();
        Guest guest = state.guest();
        String phone = guest.phone();
        String name = guest.name();
        return new OrderPlaced(
                state.source(),
                plan.table(),
                phone == null || phone.isEmpty() ? state.callerNumber() : phone,
                Objects.requireNonNullElse(name, "").isEmpty() ? null : name,
                state.language(),
                recap.lines(),
                recap.totalMinor(),
                recap.currency(),
                plan.isTerse() ? guest.service() : aboutGuest.service(guest),
                aboutGuest.wantedTime().moment(guest.time(), plan.now()),
                guest.address());
    }
}

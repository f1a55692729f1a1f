package dev.sotto.dialogue.conversation.guest;

import dev.sotto.dialogue.conversation.turn.ConversationEvent.HandoverBegun;
import dev.sotto.dialogue.conversation.turn.House;
import dev.sotto.dialogue.conversation.turn.TurnPlan;
import dev.sotto.dialogue.conversation.wording.Say;
import dev.sotto.dialogue.menu.Till;
import dev.sotto.schemas.order.OrderLine;
import dev.sotto.schemas.restaurant.HumanContact;
import dev.sotto.schemas.restaurant.Telephony;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives a caller to one of the restaurant's humans, with what was said so far; a waiter is never given to anybody. */
public final class Handover {
    private final House house;
    private final AboutGuest aboutGuest;

    public Handover(House house, AboutGuest aboutGuest) {
        this.house = house;
        this.aboutGuest = aboutGuest;
    }

    /** Why a machine should not go on. */
    public enum Cause {
        ASKED(Say.PUTTING_THROUGH, Say.SUMMARY_ASKED),
        ANGRY(Say.PUTTING_THROUGH_ANGRY, Say.SUMMARY_ANGRY),
        NOT_UNDERSTOOD(Say.PUTTING_THROUGH_SORRY, Say.SUMMARY_NOT_UNDERSTOOD),
        CLAIM(Say.PUTTING_THROUGH, Say.SUMMARY_CLAIM),
        NOT_HEARD(Say.PUTTING_THROUGH, Say.SUMMARY_NOT_HEARD);

        private final Say said;
        private final Say told;

        Cause(Say said, Say told) {
            this.said = said;
            this.told = told;
        }
    }

    /** True where the restaurant has somebody and the call is being given to him. */
    public boolean begin(TurnPlan plan, Cause cause) {
        HumanContact human = human(plan);
        if (human == null) {
            return false;
        }
        plan.happened(new HandoverBegun(human.name()));
        plan.say(house.say(cause.said));
        plan.handOver(human.name(), summary(plan, cause));
        return true;
    }

    /** What was said so far, for the person who takes over. */
    public String summary(TurnPlan plan, Cause cause) {
        List<OrderLine> lines = Till.ring(house.carte(), plan.state().lines());
        String ordered = lines.isEmpty()
                ? house.say(Say.SUMMARY_NOTHING)
                : house.say(Say.SUMMARY_SO_FAR, house.readBack().lines(lines));
        String guest = aboutGuest.told(plan.state());
        return house.say(Say.SUMMARY, house.config().name(), house.say(cause.told), ordered)
                + (guest.isEmpty() ? "" : " " + guest);
    }

    private @Nullable HumanContact human(TurnPlan plan) {
        Telephony telephony = house.config().telephony();
        boolean nobody =
                plan.isTerse() || telephony == null || telephony.humans().isEmpty();
        return nobody || telephony == null ? null : telephony.humans().getFirst();
    }
}

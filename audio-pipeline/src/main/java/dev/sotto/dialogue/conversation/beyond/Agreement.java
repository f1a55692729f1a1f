package dev.sotto.dialogue.conversation.beyond;

import dev.sotto.dialogue.conversation.guest.Handover;
import dev.sotto.dialogue.conversation.order.Amending;
import dev.sotto.dialogue.conversation.order.OrderTaking;
import dev.sotto.dialogue.conversation.order.Trouble;
import dev.sotto.dialogue.conversation.order.Wishes;
import dev.sotto.dialogue.conversation.turn.ConversationEvent;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.OrderReopened;
import dev.sotto.dialogue.conversation.turn.Decision.Outcome;
import dev.sotto.dialogue.conversation.turn.Heard;
import dev.sotto.dialogue.conversation.turn.House;
import dev.sotto.dialogue.conversation.turn.TurnPlan;
import dev.sotto.dialogue.conversation.wording.Say;
import dev.sotto.dialogue.understand.Understood;
import dev.sotto.dialogue.understand.guest.Intent;
import dev.sotto.schemas.DerivedId;
import dev.sotto.schemas.dialogue.BookTable;
import dev.sotto.schemas.dialogue.CancelPlaced;
import dev.sotto.schemas.dialogue.Matter;
import dev.sotto.schemas.dialogue.OpenClaim;
import dev.sotto.schemas.order.ClaimOpened;
import dev.sotto.schemas.order.TableBooked;
import java.util.regex.Pattern;

/** Waits for the yes to something that is no order; nothing but a plain yes that was heard well carries it out. */
public final class Agreement {
    private static final Pattern DIALLED = Pattern.compile("\\+?[0-9 ().-]{6,20}");

    private final House house;
    private final Wishes wishes;
    private final Trouble trouble;
    private final Amending amending;
    private final Bookings bookings;
    private final Handover handover;

    public Agreement(
            House house, Wishes wishes, Trouble trouble, Amending amending, Bookings bookings, Handover handover) {
        this.bookings = bookings;
        this.handover = handover;
        this.house = house;
        this.wishes = wishes;
        this.trouble = trouble;
        this.amending = amending;
    }

    public void answer(TurnPlan plan, Heard.Words words, Matter matter) {
        Understood understood = house.understand(plan, words);
        if (wishes.takesOver(plan, understood)) {
            return;
        }
        if (matter instanceof BookTable table && bookings.corrects(plan, words, table)) {
            return;
        }
        if (isYes(understood, matter) && words.confidence() >= OrderTaking.LEAST_SURE_YES) {
            carryOut(plan, matter);
        } else if (understood.intent() == Intent.NO || understood.intent() == Intent.DONE) {
            dropped(plan, matter);
        } else if (!wishes.met(plan, understood)) {
            trouble.notUnderstood(plan, house.wording().notUnderstood());
        }
    }

    private void carryOut(TurnPlan plan, Matter matter) {
        switch (matter) {
            case CancelPlaced(String orderId) -> amending.cancel(plan, orderId);
            case BookTable table -> book(plan, table);
            case OpenClaim claim -> {
                boolean evidence = open(plan, claim);
                if (evidence) {
                    plan.say(house.say(Say.CLAIM_LINK));
                }
                if (claim.resolution().equals("escalate") && handover.begin(plan, Handover.Cause.CLAIM)) {
                    return;
                }
                plan.say(house.say(Say.CLAIM_DONE));
            }
        }
        if (!plan.state().lines().isEmpty()) {
            plan.say(house.wording().anythingElse());
        } else if (!plan.isTerse()) {
            plan.say(house.wording().goodbye()).hangUp("settled");
        }
    }

    private void book(TurnPlan plan, BookTable table) {
        String id = DerivedId.of("booking", plan.state().callId(), plan.state().revision());
        TableBooked booked = new TableBooked(table.name(), table.phone(), table.guests(), table.at());
        plan.settle(new Outcome(id, 1, booked))
                .happened(new ConversationEvent.Settled(id))
                .say(house.say(Say.BOOKING_DONE));
    }

    /** True where he gets a link to send pictures: of what can be seen, and where there is a number to send it to. */
    private static boolean open(TurnPlan plan, OpenClaim claim) {
        String id = DerivedId.of("claim", plan.state().callId(), plan.state().revision());
        String told = plan.state().guest().phone();
        String phone = told == null ? plan.state().callerNumber() : told;
        boolean evidence = Complaints.Category.of(claim.category()).isVisible()
                && phone != null
                && DIALLED.matcher(phone).matches();
        ClaimOpened opened = new ClaimOpened(
                claim.aboutOrderId(),
                claim.category(),
                claim.priority(),
                claim.words(),
                claim.tone(),
                claim.withinTerms(),
                claim.resolution(),
                phone,
                evidence);
        plan.settle(new Outcome(id, 1, opened)).happened(new ConversationEvent.Settled(id));
        return evidence;
    }

    private void dropped(TurnPlan plan, Matter matter) {
        if (matter instanceof BookTable table) {
            bookings.reopen(plan, table);
            return;
        }
        plan.happened(new OrderReopened()).say(house.say(Say.STAYS_AS_IT_IS));
        if (!plan.isTerse()) {
            plan.say(house.wording().anythingElse());
        }
    }

    /** "Yes, cancel it" is a yes to a cancellation, and a no to anything else. */
    private static boolean isYes(Understood understood, Matter matter) {
        boolean plain =
                understood.intent() == Intent.YES && understood.concerns().isEmpty();
        return plain || (matter instanceof CancelPlaced && understood.agreed() && !understood.changed());
    }
}

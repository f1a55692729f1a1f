package dev.sotto.dialogue.conversation;

import dev.sotto.dialogue.conversation.beyond.Agreement;
import dev.sotto.dialogue.conversation.beyond.Bookings;
import dev.sotto.dialogue.conversation.beyond.Complaints;
import dev.sotto.dialogue.conversation.guest.AboutGuest;
import dev.sotto.dialogue.conversation.guest.Handover;
import dev.sotto.dialogue.conversation.order.Amending;
import dev.sotto.dialogue.conversation.order.AskedGuest;
import dev.sotto.dialogue.conversation.order.Courses;
import dev.sotto.dialogue.conversation.order.Doubting;
import dev.sotto.dialogue.conversation.order.OrderTaking;
import dev.sotto.dialogue.conversation.order.Questions;
import dev.sotto.dialogue.conversation.order.Trouble;
import dev.sotto.dialogue.conversation.order.Wishes;
import dev.sotto.dialogue.conversation.turn.ConversationEvent;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.ConversationClosed;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.OrderReopened;
import dev.sotto.dialogue.conversation.turn.Decision;
import dev.sotto.dialogue.conversation.turn.Heard;
import dev.sotto.dialogue.conversation.turn.House;
import dev.sotto.dialogue.conversation.turn.Phases;
import dev.sotto.dialogue.conversation.turn.TurnPlan;
import dev.sotto.dialogue.conversation.wording.Say;
import dev.sotto.dialogue.conversation.wording.Wording;
import dev.sotto.dialogue.menu.OpeningTimes;
import dev.sotto.dialogue.placed.PlacedOrders;
import dev.sotto.dialogue.understand.Understander;
import dev.sotto.dialogue.understand.Understood;
import dev.sotto.dialogue.understand.draft.Focus;
import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.schemas.dialogue.Agreeing;
import dev.sotto.schemas.dialogue.AskingGuest;
import dev.sotto.schemas.dialogue.BookingTable;
import dev.sotto.schemas.dialogue.Choosing;
import dev.sotto.schemas.dialogue.Closed;
import dev.sotto.schemas.dialogue.Complaining;
import dev.sotto.schemas.dialogue.Confirming;
import dev.sotto.schemas.dialogue.DialogueState;
import dev.sotto.schemas.dialogue.HandingOver;
import dev.sotto.schemas.dialogue.MakingSure;
import dev.sotto.schemas.dialogue.Matter;
import dev.sotto.schemas.dialogue.OrderTaken;
import dev.sotto.schemas.dialogue.TakingOrder;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Serves a guest by talking: decides what follows from what was heard, one question at a time, and agrees to nothing
 * without an explicit yes to a recap. Decides and changes nothing; {@link #apply} changes and decides nothing.
 */
public final class Conversation {
    private final House house;
    private final Handover handover;
    private final Trouble trouble;
    private final OrderTaking orderTaking;
    private final Doubting doubting;
    private final AskedGuest askedGuest;
    private final Agreement agreement;
    private final Amending amending;
    private final Bookings bookings;
    private final Courses courses;
    private final Complaints complaints;

    /** @param placed the orders that guests may speak about again */
    public Conversation(Understander understander, String language, PlacedOrders placed) {
        this.house = House.of(understander, language);
        AboutGuest aboutGuest = new AboutGuest(house);
        Amending amending = new Amending(house, placed);
        Questions questions = new Questions(house, aboutGuest, amending);
        this.handover = new Handover(house, aboutGuest);
        this.trouble = new Trouble(house, handover, questions);
        Wishes wishes = new Wishes(house, aboutGuest, handover, questions, amending);
        this.bookings = new Bookings(house, wishes, trouble, questions);
        this.orderTaking = new OrderTaking(house, aboutGuest, wishes, trouble, questions, amending);
        this.doubting = new Doubting(house, orderTaking);
        this.agreement = new Agreement(house, wishes, trouble, amending, bookings, handover);
        this.amending = amending;
        this.courses = new Courses(house, placed, aboutGuest.serving(), questions);
        this.complaints = new Complaints(house, wishes, amending);
        this.askedGuest = new AskedGuest(house, aboutGuest, handover, wishes, trouble, orderTaking);
    }

    public static DialogueState apply(DialogueState state, ConversationEvent event) {
        return Phases.apply(state, event);
    }

    /** What to say to somebody who calls a restaurant that is not known here. */
    public static List<String> unknownRestaurant(String language) {
        return List.of(Wording.of(language).noOrdersHere());
    }

    /** @param now when it was heard, the same however often it is decided */
    public Decision decide(DialogueState state, Heard heard, Instant now) {
        return decide(state, heard, now, null);
    }

    public Understander understander() {
        return house.understander();
    }

    /** @param reading how somebody else reads what was heard, already checked; null for our own reading */
    public Decision decide(DialogueState state, Heard heard, Instant now, @Nullable Understood reading) {
        TurnPlan plan = new TurnPlan(state, now, heard instanceof Heard.Words words ? words.text() : "", reading);
        switch (heard) {
            case Heard.CallBegan began -> greet(plan, began);
            case Heard.CallOver(String reason) -> plan.happened(new ConversationClosed(reason));
            case Heard.HandedOver(String _) -> plan.happened(new ConversationClosed("handed over"));
            case Heard.NobodyThere() -> plan.happened(new OrderReopened()).say(house.say(Say.NOBODY_CAME));
            case Heard.Words said -> {
                hear(plan, said);
                trouble.tellTheRest(plan);
            }
            case Heard.Mumble() -> trouble.notUnderstood(plan, house.wording().notUnderstood());
            case Heard.Deafness() -> deaf(plan);
            case Heard.Silence() -> silence(plan);
        }
        return plan.decision();
    }

    private void greet(TurnPlan plan, Heard.CallBegan began) {
        if (plan.isTerse()) {
            return;
        }
        if (!OpeningTimes.isOpen(house.config(), began.at())) {
            plan.say(house.wording().closedNow(house.config().name())).close("closed now");
            return;
        }
        String own = house.config().greeting();
        plan.say(own == null ? house.wording().greeting(house.config().name()) : own);
    }

    private void deaf(TurnPlan plan) {
        if (plan.state().phase() instanceof HandingOver || handover.begin(plan, Handover.Cause.NOT_HEARD)) {
            return;
        }
        plan.say(house.wording().notByVoice()).close("no recogniser");
    }

    /** A complaint, a table or a course; with an order in hand, "one is missing" is said of that. */
    private boolean isBeside(TurnPlan plan, Heard.Words words) {
        if (plan.isTerse()) {
            return courses.begins(plan, words);
        }
        Set<Cue> notes = house.understander().notes(words.text());
        return complaints.begins(plan, words, notes)
                || (plan.state().lines().isEmpty() && bookings.begins(plan, words, notes));
    }

    private void silence(TurnPlan plan) {
        boolean kept = plan.state().phase() instanceof OrderTaken && !plan.isTerse() && amending.isOffered();
        if (kept) {
            plan.say(house.wording().goodbye()).hangUp("order placed");
        } else {
            trouble.silent(plan);
        }
    }

    private void hear(TurnPlan plan, Heard.Words words) {
        switch (plan.state().phase()) {
            case Closed(String _) -> {}
            case HandingOver(String _) -> {}
            case OrderTaken(String _)
            when !plan.isTerse() -> {
                if (amending.isOffered() && !isBeside(plan, words)) {
                    orderTaking.afterwards(plan, words);
                }
            }
            case Agreeing(Matter matter) -> agreement.answer(plan, words, matter);
            case BookingTable known -> bookings.hear(plan, words, known);
            case Complaining known -> complaints.hear(plan, words, known);
            case OrderTaken(String _), TakingOrder() -> {
                if (!isBeside(plan, words)) {
                    orderTaking.take(plan, words, null);
                }
            }
            case Choosing(String lineId, String groupId) -> {
                if (!isBeside(plan, words)) {
                    orderTaking.take(plan, words, new Focus(lineId, groupId));
                }
            }
            case MakingSure asked -> {
                if (!isBeside(plan, words)) {
                    doubting.hear(plan, words, asked);
                }
            }
            case Confirming recap -> {
                if (!isBeside(plan, words)) {
                    orderTaking.confirm(plan, words, recap);
                }
            }
            case AskingGuest(String about, @Nullable String offered) ->
                askedGuest.answer(plan, words, AboutGuest.Subject.of(about), offered);
        }
    }
}

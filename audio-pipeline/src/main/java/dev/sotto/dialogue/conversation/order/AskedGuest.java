package dev.sotto.dialogue.conversation.order;

import dev.sotto.dialogue.conversation.guest.AboutGuest;
import dev.sotto.dialogue.conversation.guest.AboutGuest.Subject;
import dev.sotto.dialogue.conversation.guest.Handover;
import dev.sotto.dialogue.conversation.turn.ConversationEvent;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.ConversationClosed;
import dev.sotto.dialogue.conversation.turn.Decision.Outcome;
import dev.sotto.dialogue.conversation.turn.Heard;
import dev.sotto.dialogue.conversation.turn.House;
import dev.sotto.dialogue.conversation.turn.TurnPlan;
import dev.sotto.dialogue.conversation.wording.Say;
import dev.sotto.dialogue.understand.Understood;
import dev.sotto.dialogue.understand.guest.Intent;
import dev.sotto.schemas.DerivedId;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.dialogue.Guest;
import dev.sotto.schemas.order.CallbackAsked;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes the answer to a question about the guest; whatever else he says meanwhile counts as it always does. */
public final class AskedGuest {
    private static final Set<Intent> NO_ANSWER =
            Set.of(Intent.CANCEL, Intent.HUMAN, Intent.REPEAT, Intent.HELP, Intent.TOTAL, Intent.GOODBYE);

    private final House house;
    private final AboutGuest aboutGuest;
    private final Handover handover;
    private final Wishes wishes;
    private final Trouble trouble;
    private final OrderTaking orderTaking;

    public AskedGuest(
            House house,
            AboutGuest aboutGuest,
            Handover handover,
            Wishes wishes,
            Trouble trouble,
            OrderTaking orderTaking) {
        this.house = house;
        this.aboutGuest = aboutGuest;
        this.handover = handover;
        this.wishes = wishes;
        this.trouble = trouble;
        this.orderTaking = orderTaking;
    }

    public void answer(TurnPlan plan, Heard.Words words, Subject subject, @Nullable String offered) {
        Understood understood = house.understand(plan, words);
        if (wishes.takesOver(plan, understood)) {
            return;
        }
        boolean told = aboutGuest.listen(plan, understood);
        boolean orders = understood.changed() && !(subject.isFreeWords() && isShort(words.text()));
        if (subject == Subject.UPSELL && offered != null && answersOffer(plan, understood, offered)) {
            return;
        }
        if (told && isAnswered(plan, subject)) {
            proceed(plan, subject);
        } else if (orders) {
            orderTaking.changed(plan, understood, true);
        } else if (!NO_ANSWER.contains(understood.intent())
                && aboutGuest.answers(plan, understood, words.text(), subject, offered)) {
            proceed(plan, subject);
        } else if (told) {
            plan.say(aboutGuest.question(subject, offered));
        } else if (offered != null && understood.intent() == Intent.NO) {
            askForAnother(plan, subject);
        } else if (!wishes.met(plan, understood)) {
            notAnswered(plan, subject, understood);
        }
    }

    /** "Not this number": then which one. */
    private void askForAnother(TurnPlan plan, Subject subject) {
        plan.happened(new ConversationEvent.GuestAsked(subject.wire(), null)).say(aboutGuest.question(subject, null));
    }

    /** Whoever says neither yes nor something else does not want it. */
    private boolean answersOffer(TurnPlan plan, Understood understood, String itemId) {
        if (understood.changed() || !understood.concerns().isEmpty()) {
            return false;
        }
        boolean no = understood.intent() == Intent.NO || understood.intent() == Intent.DONE;
        if (understood.intent() == Intent.YES) {
            int next = plan.state().linesEver() + 1;
            List<DraftLine> lines = new ArrayList<>(plan.state().lines());
            lines.add(AboutGuest.one(itemId, next));
            plan.happened(new ConversationEvent.OrderChanged(lines, next));
        }
        if (no || understood.intent() == Intent.YES) {
            orderTaking.goOn(plan, true);
        }
        return no || understood.intent() == Intent.YES;
    }

    private void notAnswered(TurnPlan plan, Subject subject, Understood understood) {
        boolean again = plan.state().misunderstood() > 0;
        if (!subject.isFreeWords() && !understood.concerns().isEmpty()) {
            trouble.worry(plan, understood.concerns());
        } else if (again && aboutGuest.goWithout(plan, subject)) {
            proceed(plan, subject);
        } else {
            trouble.notUnderstood(plan, house.wording().notUnderstood());
        }
    }

    private void proceed(TurnPlan plan, Subject subject) {
        if (subject == Subject.CALLBACK) {
            callBack(plan);
        } else {
            orderTaking.goOn(plan, true);
        }
    }

    private void callBack(TurnPlan plan) {
        Guest guest = plan.state().guest();
        String phone = guest.phone();
        if (phone == null) {
            return;
        }
        String id = DerivedId.of("callback", plan.state().callId(), plan.state().revision());
        String name = guest.name();
        String summary = handover.summary(plan, Handover.Cause.ASKED);
        plan.settle(new Outcome(id, 1, new CallbackAsked(phone, name, summary)));
        plan.happened(new ConversationClosed("call back"));
        plan.say(house.say(Say.CALLBACK_TAKEN)).say(house.wording().goodbye()).hangUp("call back");
    }

    private static boolean isAnswered(TurnPlan plan, Subject subject) {
        Guest guest = plan.state().guest();
        return switch (subject) {
            case SERVICE -> guest.service() != null;
            case ADDRESS -> guest.address() != null;
            case TIME -> guest.time() != null;
            case NAME -> guest.name() != null;
            case PHONE, CALLBACK -> guest.phone() != null;
            case UPSELL -> false;
        };
    }

    private static boolean isShort(String words) {
        return words.strip().split("\\s+").length <= 2;
    }
}

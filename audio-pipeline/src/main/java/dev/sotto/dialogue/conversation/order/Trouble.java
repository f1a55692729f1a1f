package dev.sotto.dialogue.conversation.order;

import dev.sotto.dialogue.conversation.guest.AboutGuest.Subject;
import dev.sotto.dialogue.conversation.guest.Handover;
import dev.sotto.dialogue.conversation.turn.ConversationEvent;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.NothingUnderstood;
import dev.sotto.dialogue.conversation.turn.House;
import dev.sotto.dialogue.conversation.turn.TurnPlan;
import dev.sotto.dialogue.understand.doubt.Concern;
import dev.sotto.schemas.dialogue.Agreeing;
import dev.sotto.schemas.dialogue.AskingGuest;
import dev.sotto.schemas.dialogue.BookingTable;
import dev.sotto.schemas.dialogue.Choosing;
import dev.sotto.schemas.dialogue.Closed;
import dev.sotto.schemas.dialogue.Complaining;
import dev.sotto.schemas.dialogue.Confirming;
import dev.sotto.schemas.dialogue.DialoguePhase;
import dev.sotto.schemas.dialogue.HandingOver;
import dev.sotto.schemas.dialogue.MakingSure;
import dev.sotto.schemas.dialogue.OrderTaken;
import dev.sotto.schemas.dialogue.TakingOrder;
import java.util.List;

/** What follows when a guest is not understood: asked again once, then a human where there is one, else the call ends. */
public final class Trouble {
    /** Asked again twice, then the line is given up. */
    private static final int MOST_MISUNDERSTOOD = 3;

    /** Who was not understood twice in a row is given to a human. */
    private static final int MOST_BEFORE_A_HUMAN = 2;

    private final House house;
    private final Handover handover;
    private final Questions questions;
    private final Worries worries;

    public Trouble(House house, Handover handover, Questions questions) {
        this.house = house;
        this.handover = handover;
        this.questions = questions;
        this.worries = new Worries(house.carte(), house.wording(), house.readBack(), house.phrasebook());
    }

    public List<String> worries(TurnPlan plan, List<Concern> concerns) {
        plan.settleConcerns();
        return worries.about(concerns);
    }

    /** Whatever else was answered: a dish that we do not have is never passed over in silence. */
    public void tellTheRest(TurnPlan plan) {
        if (!plan.untold().isEmpty()
                && tookOrders(plan.before().phase())
                && takesOrders(plan.state().phase())) {
            plan.sayFirst(worries(plan, plan.untold()));
        }
    }

    private static boolean tookOrders(DialoguePhase phase) {
        return switch (phase) {
            case TakingOrder(), Choosing _, MakingSure _, Confirming _, OrderTaken _ -> true;
            case AskingGuest(String about, String _) -> !Subject.of(about).isFreeWords();
            case Agreeing _, BookingTable _, Complaining _, HandingOver _, Closed _ -> false;
        };
    }

    private static boolean takesOrders(DialoguePhase phase) {
        return tookOrders(phase) || phase instanceof AskingGuest;
    }

    /** Says back what could not be done as asked; where nothing could, that is as good as not understood. */
    public void worry(TurnPlan plan, List<Concern> concerns) {
        List<String> said = worries(plan, concerns);
        if (concerns.stream().allMatch(Concern.Unknown.class::isInstance)) {
            if (plan.isTerse()) {
                plan.happened(new NothingUnderstood()).sayAll(said);
            } else {
                notUnderstood(plan, String.join(" ", said));
            }
            return;
        }
        plan.happened(new ConversationEvent.Understood()).sayAll(said);
        if (!asksWhich(concerns)) {
            plan.say(questions.open(plan));
        }
    }

    public static boolean asksWhich(List<Concern> concerns) {
        return concerns.stream()
                .anyMatch(concern -> concern instanceof Concern.WhichItem
                        || concern instanceof Concern.Contradiction
                        || concern instanceof Concern.Missed);
    }

    /** Asked about once; who then still says nothing is not there. */
    public void silent(TurnPlan plan) {
        String question = house.wording().areYouThere();
        if (plan.isTerse()) {
            return;
        }
        if (plan.state().turn().sentences().contains(question) && !isOver(plan)) {
            plan.say(house.wording().callBack()).close("silence");
        } else {
            missed(plan, question, false);
        }
    }

    public void notUnderstood(TurnPlan plan, String said) {
        missed(plan, said, true);
    }

    private void missed(TurnPlan plan, String said, boolean spoke) {
        if (isOver(plan)) {
            return;
        }
        plan.happened(new NothingUnderstood());
        int inARow = plan.state().misunderstood();
        if (plan.isTerse()) {
            plan.say(house.wording().sayAgain());
        } else if (spoke && inARow >= MOST_BEFORE_A_HUMAN && handover.begin(plan, Handover.Cause.NOT_UNDERSTOOD)) {
            return;
        } else if (inARow >= MOST_MISUNDERSTOOD) {
            plan.say(house.wording().callBack()).close("not understood");
        } else {
            plan.say(said).say(questions.open(plan));
        }
    }

    private static boolean isOver(TurnPlan plan) {
        return plan.state().phase() instanceof Closed
                || plan.state().phase() instanceof HandingOver
                || (plan.state().phase() instanceof OrderTaken && !plan.isTerse());
    }
}

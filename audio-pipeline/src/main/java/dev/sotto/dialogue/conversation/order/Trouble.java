package dev.sotto.dialogue.conversation.order;

import dev.sotto.dialogue.conversation.guest.Handover;
import dev.sotto.dialogue.conversation.turn.ConversationEvent;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.NothingUnderstood;
import dev.sotto.dialogue.conversation.turn.House;
import dev.sotto.dialogue.conversation.turn.TurnPlan;
import dev.sotto.dialogue.understand.ordering.Concern;
import dev.sotto.schemas.dialogue.Closed;
import dev.sotto.schemas.dialogue.HandingOver;
import dev.sotto.schemas.dialogue.OrderTaken;
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
        this.worries = new Worries(house.carte(), house.wording(), house.readBack());
    }

    public List<String> worries(List<Concern> concerns) {
        return worries.about(concerns);
    }

    /** Says back what could not be done as asked; where nothing could, that is as good as not understood. */
    public void worry(TurnPlan plan, List<Concern> concerns) {
        List<String> said = worries.about(concerns);
        if (concerns.stream().allMatch(Concern.Unknown.class::isInstance)) {
            notUnderstood(plan, String.join(" ", said));
            return;
        }
        plan.happened(new ConversationEvent.Understood()).sayAll(said);
        if (!asksWhich(concerns)) {
            plan.say(questions.open(plan));
        }
    }

    public static boolean asksWhich(List<Concern> concerns) {
        return concerns.stream()
                .anyMatch(concern -> concern instanceof Concern.WhichItem || concern instanceof Concern.Contradiction);
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

package dev.sotto.dialogue.conversation.order;

import static dev.sotto.dialogue.understand.guest.Inquiry.About.PRICE;

import dev.sotto.dialogue.conversation.guest.AboutGuest;
import dev.sotto.dialogue.conversation.guest.Handover;
import dev.sotto.dialogue.conversation.turn.ConversationEvent;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.GuestTold;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.OrderChanged;
import dev.sotto.dialogue.conversation.turn.House;
import dev.sotto.dialogue.conversation.turn.TurnPlan;
import dev.sotto.dialogue.conversation.wording.Say;
import dev.sotto.dialogue.conversation.wording.Wording;
import dev.sotto.dialogue.understand.Understood;
import dev.sotto.dialogue.understand.guest.Inquiry;
import dev.sotto.dialogue.understand.guest.Intent;
import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.schemas.dialogue.Choosing;
import dev.sotto.schemas.dialogue.TakingOrder;
import dev.sotto.schemas.restaurant.FrequentQuestion;
import dev.sotto.schemas.restaurant.MenuCategory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Wishes that are the same at any point of a conversation: a question, a human, once more, the total, to stop. */
public final class Wishes {
    private static final int MOST_KINDS = 6;

    private final House house;
    private final Wording wording;
    private final AboutGuest aboutGuest;
    private final Handover handover;
    private final Questions questions;
    private final Answers answers;
    private final Amending amending;

    public Wishes(House house, AboutGuest aboutGuest, Handover handover, Questions questions, Amending amending) {
        this.amending = amending;
        this.house = house;
        this.wording = house.wording();
        this.aboutGuest = aboutGuest;
        this.handover = handover;
        this.questions = questions;
        this.answers = new Answers(house.carte(), house.wording(), house.readBack(), house.phrasebook());
    }

    /** Somebody who is angry, or asks for a human, is not kept by a machine. True where he is on his way to one. */
    public boolean takesOver(TurnPlan plan, Understood understood) {
        boolean asks = understood.intent() == Intent.HUMAN;
        boolean angry = understood.notes().contains(Cue.ANGRY);
        if (!asks && !angry) {
            return false;
        }
        if (understood.changed()) {
            plan.happened(new OrderChanged(understood.lines(), understood.linesEver()));
        }
        return handover.begin(plan, asks ? Handover.Cause.ASKED : Handover.Cause.ANGRY);
    }

    /** True where it was such a wish and has been met. */
    public boolean met(TurnPlan plan, Understood understood) {
        boolean met = meets(plan, understood);
        Inquiry inquiry = understood.inquiry();
        boolean aboutDishes = understood.intent() == Intent.TOTAL || (inquiry != null && inquiry.about() == PRICE);
        if (met && !aboutDishes) {
            plan.settleConcerns();
        }
        return met;
    }

    private boolean meets(TurnPlan plan, Understood understood) {
        FrequentQuestion frequent = frequent(plan.text());
        if (frequent != null) {
            plan.happened(new ConversationEvent.Understood())
                    .say(frequent.answer())
                    .say(questions.open(plan));
            return true;
        }
        Inquiry inquiry = understood.inquiry();
        if (inquiry != null) {
            plan.happened(new ConversationEvent.Understood());
            plan.sayAll(answers.to(inquiry)).say(questions.open(plan));
            return true;
        }
        if (understood.notes().contains(Cue.CALL_BACK) && !plan.isTerse()) {
            plan.happened(new ConversationEvent.Understood());
            aboutGuest.ask(plan, AboutGuest.Subject.CALLBACK);
            return true;
        }
        if (understood.notes().contains(Cue.ANGRY) && understood.intent() != Intent.CANCEL) {
            plan.happened(new ConversationEvent.Understood()).say(house.say(Say.SORRY_FOR_THAT));
            return true;
        }
        switch (understood.intent()) {
            case CANCEL -> cancel(plan);
            case REPEAT -> plan.sayAll(plan.state().turn().sentences());
            case HELP -> {
                if (!(plan.state().phase() instanceof Choosing)) {
                    plan.say(wording.weServe(categories()));
                }
                plan.say(questions.open(plan));
            }
            case HUMAN -> nobody(plan);
            case TOTAL -> plan.say(questions.total(plan)).say(questions.open(plan));
            default -> {
                return false;
            }
        }
        return true;
    }

    private @Nullable FrequentQuestion frequent(String text) {
        return house.counter().questions().stream()
                .filter(question -> question.asks().stream()
                        .anyMatch(phrase -> house.understander().says(text, phrase)))
                .findFirst()
                .orElse(null);
    }

    private void nobody(TurnPlan plan) {
        plan.happened(new ConversationEvent.Understood());
        if (plan.isTerse()) {
            plan.say(wording.sayAgain());
        } else {
            plan.say(house.say(Say.NOBODY_FREE));
        }
    }

    /** What is in hand is dropped; with nothing in hand, or a placed order in it, it is the placed one that is meant. */
    private void cancel(TurnPlan plan) {
        boolean inHand = !plan.state().lines().isEmpty() && plan.state().amending() == null;
        if (!inHand && amending.cancels(plan)) {
            if (plan.state().phase() instanceof TakingOrder) {
                plan.say(questions.open(plan));
            }
            return;
        }
        if (plan.isTerse()) {
            plan.happened(new OrderChanged(List.of(), plan.state().linesEver()))
                    .happened(new GuestTold(plan.state().guest().withPaced(List.of())))
                    .say(wording.terseCancelled());
        } else {
            plan.say(wording.cancelled()).close("cancelled");
        }
    }

    private String categories() {
        return wording.and(house.config().menu().categories().stream()
                .limit(MOST_KINDS)
                .map(MenuCategory::name)
                .toList());
    }
}

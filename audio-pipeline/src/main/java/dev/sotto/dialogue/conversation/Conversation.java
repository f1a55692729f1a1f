package dev.sotto.dialogue.conversation;

import dev.sotto.dialogue.conversation.ConversationEvent.ChoiceAsked;
import dev.sotto.dialogue.conversation.ConversationEvent.ConversationClosed;
import dev.sotto.dialogue.conversation.ConversationEvent.NothingUnderstood;
import dev.sotto.dialogue.conversation.ConversationEvent.OrderChanged;
import dev.sotto.dialogue.conversation.ConversationEvent.OrderReopened;
import dev.sotto.dialogue.conversation.ConversationEvent.RecapRead;
import dev.sotto.dialogue.conversation.Decision.NewOrder;
import dev.sotto.dialogue.menu.Carte;
import dev.sotto.dialogue.menu.OpeningTimes;
import dev.sotto.dialogue.menu.Till;
import dev.sotto.dialogue.understand.Understander;
import dev.sotto.dialogue.understand.Understood;
import dev.sotto.dialogue.understand.guest.Inquiry;
import dev.sotto.dialogue.understand.guest.Intent;
import dev.sotto.dialogue.understand.ordering.Concern;
import dev.sotto.dialogue.understand.ordering.Focus;
import dev.sotto.schemas.DerivedId;
import dev.sotto.schemas.dialogue.Choosing;
import dev.sotto.schemas.dialogue.Closed;
import dev.sotto.schemas.dialogue.Confirming;
import dev.sotto.schemas.dialogue.DialogueState;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.dialogue.OrderTaken;
import dev.sotto.schemas.dialogue.TakingOrder;
import dev.sotto.schemas.order.OrderLine;
import dev.sotto.schemas.restaurant.OptionGroup;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes an order by talking: decides what follows from what was heard, one question at a time, and places an order only
 * on an explicit yes to a recap. Decides and changes nothing; {@link #apply} changes and decides nothing.
 */
public final class Conversation {
    /** A yes that the recogniser itself doubts is asked for again. */
    private static final double LEAST_SURE_YES = 0.5;

    /** Asked again twice, then the line is given up. */
    private static final int MOST_MISUNDERSTOOD = 3;

    private final Understander understander;
    private final Carte carte;
    private final RestaurantConfig config;
    private final Wording wording;
    private final ReadBack readBack;
    private final Worries worries;
    private final Questions questions;
    private final Answers answers;

    public Conversation(Understander understander, String language) {
        this.understander = understander;
        this.carte = understander.carte();
        this.config = carte.config();
        this.wording = Wording.of(language);
        this.readBack = new ReadBack(carte, wording);
        this.questions = new Questions(carte, wording, readBack);
        this.answers = new Answers(carte, wording, readBack);
        this.worries = new Worries(carte, wording, readBack);
    }

    public static DialogueState apply(DialogueState state, ConversationEvent event) {
        return Phases.apply(state, event);
    }

    /** What to say to somebody who calls a restaurant that is not known here. */
    public static List<String> unknownRestaurant(String language) {
        return List.of(Wording.of(language).noOrdersHere());
    }

    public Decision decide(DialogueState state, Heard heard) {
        TurnPlan plan = new TurnPlan(state);
        switch (heard) {
            case Heard.CallBegan began -> greet(plan, began);
            case Heard.CallOver(String reason) -> plan.happened(new ConversationClosed(reason));
            case Heard.Words words -> hear(plan, words);
            case Heard.Mumble() -> misunderstood(plan, wording.notUnderstood());
            case Heard.Deafness() -> plan.say(wording.notByVoice()).close("no recogniser");
            case Heard.Silence() -> silence(plan);
        }
        return plan.decision();
    }

    private void greet(TurnPlan plan, Heard.CallBegan began) {
        if (plan.isTerse()) {
            return;
        }
        if (!OpeningTimes.isOpen(config, began.at())) {
            plan.say(wording.closedNow(config.name())).close("closed now");
            return;
        }
        String own = config.greeting();
        plan.say(own == null ? wording.greeting(config.name()) : own);
    }

    private void silence(TurnPlan plan) {
        if (!plan.isTerse()) {
            misunderstood(plan, wording.areYouThere());
        }
    }

    private void hear(TurnPlan plan, Heard.Words words) {
        switch (plan.state().phase()) {
            case Closed(String _) -> {}
            case OrderTaken(String _) when !plan.isTerse() -> {}
            case OrderTaken(String _) -> take(plan, words, null);
            case TakingOrder() -> take(plan, words, null);
            case Choosing(String lineId, String groupId) -> take(plan, words, new Focus(lineId, groupId));
            case Confirming recap -> confirm(plan, words, recap);
        }
    }

    private void confirm(TurnPlan plan, Heard.Words words, Confirming recap) {
        Understood understood = understand(plan, words, null);
        boolean sure =
                words.confidence() >= LEAST_SURE_YES && understood.concerns().isEmpty();
        if (understood.changed()) {
            changed(plan, understood, true);
        } else if (understood.intent() == Intent.YES && sure) {
            place(plan, recap);
        } else if (understood.intent() == Intent.NO) {
            plan.happened(new OrderReopened()).say(plan.isTerse() ? wording.sayAgain() : wording.whatToChange());
        } else if (!answered(plan, understood)) {
            if (understood.concerns().isEmpty()) {
                misunderstood(plan, wording.notUnderstood());
            } else {
                worry(plan, understood);
            }
        }
    }

    private void place(TurnPlan plan, Confirming recap) {
        String orderId =
                DerivedId.of("order", plan.state().callId(), plan.state().ordersPlaced() + 1);
        plan.place(new NewOrder(orderId, recap.lines(), recap.totalMinor(), recap.currency()));
        if (plan.isTerse()) {
            plan.say(wording.terseConfirmed(plan.state().tableNumber()));
        } else {
            plan.say(wording.confirmed(config.preparationMinutes()))
                    .say(wording.goodbye())
                    .hangUp("order placed");
        }
    }

    private void take(TurnPlan plan, Heard.Words words, @Nullable Focus focus) {
        Understood understood = understand(plan, words, focus);
        boolean more = understood.intent() == Intent.YES;
        boolean done = understood.intent() == Intent.DONE || understood.intent() == Intent.NO;
        boolean any = !plan.state().lines().isEmpty();
        if (understood.changed()) {
            changed(plan, understood, understood.intent() == Intent.DONE || plan.isTerse());
        } else if (answered(plan, understood)) {
            return;
        } else if (!understood.concerns().isEmpty()) {
            worry(plan, understood);
        } else if (focus == null && any && done) {
            goOn(plan, true);
        } else if (focus == null && (more || understood.intent() == Intent.GREETING)) {
            plan.happened(new ConversationEvent.Understood()).say(wording.whatWouldYouLike());
        } else if (understood.intent() == Intent.GOODBYE && !any) {
            farewell(plan);
        } else {
            misunderstood(plan, wording.notUnderstood());
        }
    }

    private void worry(TurnPlan plan, Understood understood) {
        List<String> said = worries.about(understood.concerns());
        if (understood.concerns().stream().allMatch(Concern.Unknown.class::isInstance)) {
            misunderstood(plan, String.join(" ", said));
            return;
        }
        plan.happened(new ConversationEvent.Understood()).sayAll(said);
        if (!asksWhich(understood)) {
            plan.say(questions.open(plan));
        }
    }

    private static boolean asksWhich(Understood understood) {
        return understood.concerns().stream().anyMatch(Concern.WhichItem.class::isInstance);
    }

    /** Wishes that are the same at any point of the conversation. */
    private boolean answered(TurnPlan plan, Understood understood) {
        Inquiry inquiry = understood.inquiry();
        if (inquiry != null) {
            plan.happened(new ConversationEvent.Understood());
            plan.sayAll(answers.to(inquiry)).say(questions.open(plan));
            return true;
        }
        switch (understood.intent()) {
            case CANCEL -> cancel(plan);
            case REPEAT -> plan.sayAll(plan.state().turn().sentences());
            case HELP -> plan.say(wording.weServe(worries.categories())).say(questions.open(plan));
            case HUMAN -> plan.say(wording.noPersonHere()).say(questions.open(plan));
            case TOTAL -> plan.say(questions.total(plan)).say(questions.open(plan));
            default -> {
                return false;
            }
        }
        return true;
    }

    /** @param done whether the recap comes next, because the guest wants nothing else */
    private void changed(TurnPlan plan, Understood understood, boolean done) {
        List<DraftLine> before = plan.state().lines();
        plan.happened(new OrderChanged(understood.lines(), understood.linesEver()));
        List<DraftLine> news = understood.lines().stream()
                .filter(line -> !before.contains(line))
                .toList();
        if (!news.isEmpty() && !done) {
            plan.say(wording.noted(readBack.lines(Till.ring(carte, news))));
        }
        boolean worried = !understood.concerns().isEmpty();
        plan.sayAll(worries.about(understood.concerns()));
        if (asksWhich(understood)) {
            return;
        }
        goOn(plan, done && !worried);
    }

    /** Asks what is missing, one question at a time; reads the order back when nothing is and the guest is done. */
    private void goOn(TurnPlan plan, boolean done) {
        for (DraftLine line : plan.state().lines()) {
            OptionGroup missing = carte.missing(line).orElse(null);
            if (missing != null) {
                plan.happened(new ChoiceAsked(line.lineId(), missing.id()));
                plan.say(questions.open(plan));
                return;
            }
        }
        if (plan.state().lines().isEmpty()) {
            plan.say(wording.whatWouldYouLike());
        } else if (done) {
            recap(plan);
        } else {
            plan.happened(new OrderReopened()).say(wording.anythingElse());
        }
    }

    private void recap(TurnPlan plan) {
        List<OrderLine> lines = Till.ring(carte, plan.state().lines());
        long total = Till.total(lines);
        Long most = config.limits().totalMinor();
        if (most != null && total > most) {
            plan.happened(new OrderReopened()).say(wording.tooExpensive(readBack.amount(most, config.currency())));
            return;
        }
        plan.happened(new RecapRead(lines, total, config.currency()));
        String said = readBack.lines(lines);
        plan.say(
                plan.isTerse()
                        ? wording.terseRecap(plan.state().tableNumber(), said)
                        : wording.recap(said, readBack.amount(total, config.currency())));
        plan.say(questions.open(plan));
    }

    private void misunderstood(TurnPlan plan, String said) {
        if (plan.state().phase() instanceof Closed || (plan.state().phase() instanceof OrderTaken && !plan.isTerse())) {
            return;
        }
        plan.happened(new NothingUnderstood());
        if (plan.isTerse()) {
            plan.say(wording.sayAgain());
        } else if (plan.state().misunderstood() >= MOST_MISUNDERSTOOD) {
            plan.say(wording.callBack()).close("not understood");
        } else {
            plan.say(said).say(questions.open(plan));
        }
    }

    private void cancel(TurnPlan plan) {
        if (plan.isTerse()) {
            plan.happened(new OrderChanged(List.of(), plan.state().linesEver())).say(wording.terseCancelled());
        } else {
            plan.say(wording.cancelled()).close("cancelled");
        }
    }

    private void farewell(TurnPlan plan) {
        if (plan.isTerse()) {
            return;
        }
        plan.say(wording.goodbye()).close("caller said goodbye");
    }

    private Understood understand(TurnPlan plan, Heard.Words words, @Nullable Focus focus) {
        return understander.understand(
                words.text(), plan.state().lines(), plan.state().linesEver(), focus);
    }
}

package dev.sotto.dialogue.conversation.order;

import dev.sotto.dialogue.conversation.guest.AboutGuest;
import dev.sotto.dialogue.conversation.guest.AboutGuest.Subject;
import dev.sotto.dialogue.conversation.turn.ConversationEvent;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.ChoiceAsked;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.OrderChanged;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.OrderReopened;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.RecapRead;
import dev.sotto.dialogue.conversation.turn.Heard;
import dev.sotto.dialogue.conversation.turn.House;
import dev.sotto.dialogue.conversation.turn.TurnPlan;
import dev.sotto.dialogue.conversation.wording.Say;
import dev.sotto.dialogue.conversation.wording.Wording;
import dev.sotto.dialogue.menu.Carte;
import dev.sotto.dialogue.menu.Till;
import dev.sotto.dialogue.placed.PlacedOrder;
import dev.sotto.dialogue.understand.Understood;
import dev.sotto.dialogue.understand.draft.Focus;
import dev.sotto.dialogue.understand.guest.Intent;
import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.schemas.dialogue.Confirming;
import dev.sotto.schemas.dialogue.DialogueState;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.dialogue.Paced;
import dev.sotto.schemas.order.OrderLine;
import dev.sotto.schemas.restaurant.MenuItem;
import dev.sotto.schemas.restaurant.OptionGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes an order, asks what is missing, reads it back and places it on an explicit yes. */
public final class OrderTaking {
    /** A yes that the recogniser itself doubts is asked for again. */
    public static final double LEAST_SURE_YES = 0.5;

    private final House house;
    private final Wording wording;
    private final AboutGuest aboutGuest;
    private final Wishes wishes;
    private final Trouble trouble;
    private final Questions questions;
    private final Amending amending;
    private final Placing placing;

    public OrderTaking(
            House house,
            AboutGuest aboutGuest,
            Wishes wishes,
            Trouble trouble,
            Questions questions,
            Amending amending) {
        this.amending = amending;
        this.placing = new Placing(house, aboutGuest, amending);
        this.house = house;
        this.wording = house.wording();
        this.aboutGuest = aboutGuest;
        this.wishes = wishes;
        this.trouble = trouble;
        this.questions = questions;
    }

    public void take(TurnPlan plan, Heard.Words words, @Nullable Focus focus) {
        DialogueState state = plan.state();
        Understood understood = house.understand(plan, words, focus);
        if (wishes.takesOver(plan, understood)) {
            return;
        }
        if (state.lines().isEmpty() && understood.notes().contains(Cue.PLACED_ORDER)) {
            PlacedOrder order = amending.his(plan);
            if (order != null && understood.intent() != Intent.CANCEL) {
                change(plan, words, order);
                return;
            }
        }
        List<Paced> pacedBefore = state.guest().paced();
        boolean told = aboutGuest.listen(plan, understood);
        boolean any = !state.lines().isEmpty();
        boolean yes = understood.intent() == Intent.YES;
        boolean more = yes && (!any || understood.notes().contains(Cue.MORE));
        boolean done = understood.intent() == Intent.DONE || understood.intent() == Intent.NO || (yes && !more);
        if (understood.changed()) {
            changed(plan, understood, understood.intent() == Intent.DONE || plan.isTerse());
        } else if (any && !plan.state().guest().paced().equals(pacedBefore)) {
            paced(plan);
        } else if (wishes.met(plan, understood)) {
            return;
        } else if (!understood.concerns().isEmpty()) {
            trouble.worry(plan, understood.concerns());
        } else if (focus == null && any && done) {
            goOn(plan, true);
        } else if (told) {
            noted(plan);
        } else if (focus == null && (more || understood.intent() == Intent.GREETING)) {
            plan.happened(new ConversationEvent.Understood()).say(wording.whatWouldYouLike());
        } else if (understood.intent() == Intent.GOODBYE && !any) {
            farewell(plan);
        } else {
            trouble.notUnderstood(plan, wording.notUnderstood());
        }
    }

    /** "Add a coke to my order": the order that was placed is in hand again, with what was asked for. */
    private void change(TurnPlan plan, Heard.Words words, PlacedOrder order) {
        if (!amending.resumes(plan, order)) {
            plan.say(questions.open(plan));
            return;
        }
        Understood understood = house.understand(plan, words);
        if (understood.changed()) {
            changed(plan, understood, understood.intent() == Intent.DONE || plan.isTerse());
        } else {
            plan.say(wording.whatToChange());
        }
    }

    /** What is said after an order was placed, where the line is kept for it: a change, or goodbye. */
    public void afterwards(TurnPlan plan, Heard.Words words) {
        Understood understood = house.understand(plan, words);
        PlacedOrder order = amending.his(plan);
        if (wishes.takesOver(plan, understood)) {
            return;
        }
        if (understood.changed() && order != null) {
            change(plan, words, order);
        } else if (understood.intent() == Intent.CANCEL && amending.cancels(plan)) {
            return;
        } else if (understood.notes().contains(Cue.PLACED_ORDER) && order != null) {
            change(plan, words, order);
        } else if (understood.intent() == Intent.CANCEL || !wishes.met(plan, understood)) {
            plan.say(wording.goodbye()).hangUp("order placed");
        }
    }

    public void confirm(TurnPlan plan, Heard.Words words, Confirming recap) {
        Understood understood = house.understand(plan, words);
        if (wishes.takesOver(plan, understood)) {
            return;
        }
        boolean told = aboutGuest.listen(plan, understood);
        boolean sure =
                words.confidence() >= LEAST_SURE_YES && understood.concerns().isEmpty();
        if (understood.changed()) {
            changed(plan, understood, true);
        } else if (told) {
            goOn(plan, true);
        } else if (understood.intent() == Intent.YES && sure) {
            placing.place(plan, recap);
        } else if (understood.intent() == Intent.NO) {
            plan.happened(new OrderReopened()).say(plan.isTerse() ? wording.sayAgain() : wording.whatToChange());
        } else if (!wishes.met(plan, understood)) {
            if (understood.concerns().isEmpty()) {
                boolean doubtfulYes = understood.intent() == Intent.YES;
                String again = doubtfulYes ? "" : " " + readBack(plan, recap);
                trouble.notUnderstood(plan, wording.notUnderstood() + again);
            } else {
                trouble.worry(plan, understood.concerns());
            }
        }
    }

    /** It may have been a change that we missed: the next yes must be to what he has just heard. */
    private String readBack(TurnPlan plan, Confirming recap) {
        String lines = house.readBack().lines(recap.lines());
        String total = house.readBack().amount(recap.totalMinor(), recap.currency());
        return plan.state().amending() == null ? wording.recap(lines, total) : house.say(Say.AMEND_RECAP, lines, total);
    }

    /** @param done whether the recap comes next, because the guest wants nothing else */
    public void changed(TurnPlan plan, Understood understood, boolean done) {
        List<DraftLine> before = plan.state().lines();
        plan.happened(new OrderChanged(understood.lines(), understood.linesEver()));
        List<DraftLine> news = understood.lines().stream()
                .filter(line -> !before.contains(line))
                .toList();
        if (!news.isEmpty() && !done) {
            plan.say(wording.noted(house.readBack().lines(Till.ring(house.carte(), news))));
        }
        boolean worried = !understood.concerns().isEmpty();
        plan.sayAll(trouble.worries(plan, understood.concerns()));
        if (Trouble.asksWhich(understood.concerns()) || Doubting.asks(plan, understood, house)) {
            return;
        }
        goOn(plan, done && !worried);
    }

    /** Asks what is missing, one question at a time; reads the order back when nothing is and the guest is done. */
    public void goOn(TurnPlan plan, boolean done) {
        for (DraftLine line : plan.state().lines()) {
            if (house.carte().generic(line) != null) {
                plan.happened(new ChoiceAsked(line.lineId(), Carte.KIND));
                plan.say(questions.open(plan));
                return;
            }
            if (Carte.lacksHalf(line)) {
                plan.happened(new ChoiceAsked(line.lineId(), Carte.HALF));
                plan.say(questions.open(plan));
                return;
            }
            OptionGroup missing = house.carte().missing(line).orElse(null);
            if (missing != null) {
                plan.happened(new ChoiceAsked(line.lineId(), missing.id()));
                plan.say(questions.open(plan));
                return;
            }
        }
        Subject subject = plan.isTerse() ? null : aboutGuest.missing(plan.state());
        if (plan.state().lines().isEmpty()) {
            plan.happened(new OrderReopened()).say(wording.whatWouldYouLike());
        } else if (done && !plan.isTerse() && offersMore(plan)) {
            return;
        } else if (done && subject != null && plan.state().amending() == null) {
            aboutGuest.ask(plan, subject);
        } else if (done) {
            recap(plan);
        } else {
            plan.happened(new OrderReopened()).say(wording.anythingElse());
        }
    }

    /** Offers once what the restaurant wants offered, where it is not ordered already. */
    private boolean offersMore(TurnPlan plan) {
        String itemId = house.counter().upsell();
        MenuItem item = itemId == null ? null : house.carte().item(itemId).orElse(null);
        boolean has =
                plan.state().lines().stream().anyMatch(line -> line.itemId().equals(itemId));
        if (item == null || !item.available() || has || plan.state().upsold()) {
            return false;
        }
        plan.happened(new ConversationEvent.Upsold());
        plan.happened(new ConversationEvent.GuestAsked(Subject.UPSELL.wire(), item.id()));
        plan.say(aboutGuest.question(Subject.UPSELL, item.id()));
        return true;
    }

    /** When the dishes in hand are made was said by itself. */
    private void paced(TurnPlan plan) {
        if (!plan.isTerse()) {
            plan.sayAll(aboutGuest.serving().said(plan));
        }
        goOn(plan, plan.isTerse());
    }

    /** He told about himself and ordered nothing: said back, so that he can correct it. */
    private void noted(TurnPlan plan) {
        plan.happened(new ConversationEvent.Understood());
        String table = plan.state().guest().table();
        if (plan.isTerse()) {
            plan.say(table == null ? wording.sayAgain() : house.say(Say.TABLE, table));
            return;
        }
        String told = aboutGuest.told(plan.state());
        if (plan.saysNothing() && !told.isEmpty()) {
            plan.say(told);
        }
        plan.say(questions.open(plan));
    }

    private void recap(TurnPlan plan) {
        List<OrderLine> lines = Till.ring(house.carte(), plan.state().lines());
        long total = Till.total(lines);
        String currency = house.config().currency();
        Long most = house.config().limits().totalMinor();
        if (most != null && total > most) {
            plan.happened(new OrderReopened())
                    .say(wording.tooExpensive(house.readBack().amount(most, currency)));
            return;
        }
        plan.happened(new RecapRead(lines, total, currency));
        String said = house.readBack().lines(lines);
        if (plan.state().amending() != null && !plan.isTerse()) {
            plan.say(house.say(Say.AMEND_RECAP, said, house.readBack().amount(total, currency)))
                    .sayAll(aboutGuest.serving().said(plan));
            return;
        }
        if (plan.isTerse()) {
            plan.say(wording.terseRecap(plan.table(), said))
                    .sayAll(aboutGuest.serving().said(plan));
        } else {
            plan.say(wording.recap(said, house.readBack().amount(total, currency)))
                    .sayAll(aboutGuest.serving().said(plan));
            String told = aboutGuest.told(plan.state());
            plan.sayAll(told.isEmpty() ? List.of() : List.of(told));
        }
        plan.say(questions.open(plan));
    }

    private void farewell(TurnPlan plan) {
        if (!plan.isTerse()) {
            plan.say(wording.goodbye()).close("caller said goodbye");
        }
    }
}

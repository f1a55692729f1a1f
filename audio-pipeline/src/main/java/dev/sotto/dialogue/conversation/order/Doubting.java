package dev.sotto.dialogue.conversation.order;

import dev.sotto.dialogue.conversation.turn.ConversationEvent;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.OrderChanged;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.SureAsked;
import dev.sotto.dialogue.conversation.turn.Heard;
import dev.sotto.dialogue.conversation.turn.House;
import dev.sotto.dialogue.conversation.turn.TurnPlan;
import dev.sotto.dialogue.conversation.wording.Say;
import dev.sotto.dialogue.menu.Till;
import dev.sotto.dialogue.understand.Understood;
import dev.sotto.dialogue.understand.doubt.Doubt;
import dev.sotto.dialogue.understand.draft.Focus;
import dev.sotto.dialogue.understand.guest.Intent;
import dev.sotto.schemas.dialogue.DialogueState;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.dialogue.MakingSure;
import dev.sotto.schemas.dialogue.OrderSlot;
import dev.sotto.schemas.restaurant.OptionValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * "Did you say two colas?" Asks about the one thing of an utterance that was heard least well, where it was not heard well
 * enough: a yes keeps it, anything else said of it puts it right, a bare no takes it back. It is asked once.
 */
public final class Doubting {
    private final House house;
    private final OrderTaking orderTaking;

    public Doubting(House house, OrderTaking orderTaking) {
        this.house = house;
        this.orderTaking = orderTaking;
    }

    /** Asks where something of it is in doubt. True where it did. */
    static boolean asks(TurnPlan plan, Understood understood, House house) {
        Doubt doubt = understood.slots().stream()
                .filter(Doubt::isDoubtful)
                .min(Comparator.comparingDouble(Doubt::sure))
                .orElse(null);
        if (doubt == null || plan.before().phase() instanceof MakingSure || plan.isTerse()) {
            return false;
        }
        MakingSure asked = new MakingSure(doubt.lineId(), doubt.slot(), doubt.group(), doubt.id());
        plan.happened(new SureAsked(asked)).say(question(house, plan.state(), asked));
        return true;
    }

    /** The question that was asked. */
    static String question(House house, DialogueState state, MakingSure asked) {
        DraftLine line = line(state, asked.lineId());
        if (line == null) {
            return house.wording().anythingElse();
        }
        if (asked.slot() == OrderSlot.QUANTITY && line.quantity() == 1) {
            // It was spoken of as several.
            return house.say(Say.HOW_MANY, house.readBack().itemNames(List.of(line.itemId()), 1));
        }
        return switch (asked.slot()) {
            case ITEM, QUANTITY ->
                house.say(Say.DID_YOU_SAY, house.readBack().names(Till.ring(house.carte(), List.of(line))));
            case CHOICE ->
                house.say(
                        Say.DID_YOU_SAY,
                        house.carte()
                                .value(line.itemId(), asked.group(), asked.id())
                                .map(OptionValue::name)
                                .orElse(asked.id()));
            case ADDED, AMOUNT -> house.say(Say.DID_YOU_SAY, house.carte().nameOf(asked.id()));
            case REMOVED -> house.say(Say.DID_YOU_SAY_WITHOUT, house.carte().nameOf(asked.id()));
        };
    }

    /** Hears an answer to what was asked about a line. */
    public void hear(TurnPlan plan, Heard.Words words, MakingSure asked) {
        Focus focus = new Focus(asked.lineId(), asked.group());
        Understood answer = house.understand(plan, words, focus);
        Intent intent = answer.intent();
        boolean same = asked.slot() == OrderSlot.QUANTITY
                && answer.concerns().isEmpty()
                && house.understander().counts(words.text(), asked.id());
        if (!answer.changed() && (same || intent == Intent.YES || intent == Intent.DONE)) {
            plan.happened(new ConversationEvent.Understood());
            orderTaking.goOn(plan, intent == Intent.DONE);
        } else if (!answer.changed() && intent == Intent.NO && answer.concerns().isEmpty()) {
            takeBack(plan, asked);
        } else {
            orderTaking.take(plan, words, focus);
        }
    }

    private void takeBack(TurnPlan plan, MakingSure asked) {
        List<DraftLine> lines = new ArrayList<>();
        for (DraftLine line : plan.state().lines()) {
            if (!line.lineId().equals(asked.lineId())) {
                lines.add(line);
            } else if (asked.slot() != OrderSlot.ITEM) {
                lines.add(without(line, asked));
            }
        }
        plan.happened(new OrderChanged(lines, plan.state().linesEver()));
        plan.say(
                lines.isEmpty()
                        ? house.wording().whatWouldYouLike()
                        : house.wording().whatToChange());
    }

    /** A number that was wrong becomes one until another is said. */
    private static DraftLine without(DraftLine line, MakingSure asked) {
        Map<String, List<String>> options = new HashMap<>(line.options());
        Map<String, Integer> added = new HashMap<>(line.added());
        Map<String, String> amounts = new HashMap<>(line.amounts());
        List<String> removed = new ArrayList<>(line.removed());
        int quantity = asked.slot() == OrderSlot.QUANTITY ? 1 : line.quantity();
        switch (asked.slot()) {
            case CHOICE ->
                options.computeIfPresent(asked.group(), (_, values) -> {
                    List<String> left = values.stream()
                            .filter(value -> !value.equals(asked.id()))
                            .toList();
                    return left.isEmpty() ? null : left;
                });
            case ADDED, AMOUNT -> {
                added.remove(asked.id());
                amounts.remove(asked.id());
            }
            case REMOVED -> removed.remove(asked.id());
            case ITEM, QUANTITY -> {}
        }
        return new DraftLine(
                line.lineId(), line.itemId(), quantity, options, added, removed, line.note(), amounts, line.parts());
    }

    private static @Nullable DraftLine line(DialogueState state, String lineId) {
        return state.lines().stream()
                .filter(line -> line.lineId().equals(lineId))
                .findFirst()
                .orElse(null);
    }
}

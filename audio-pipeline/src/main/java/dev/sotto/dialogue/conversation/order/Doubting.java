package dev.sotto.dialogue.conversation.order;

import dev.sotto.dialogue.conversation.turn.ConversationEvent;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.ChoiceAsked;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.OrderChanged;
import dev.sotto.dialogue.conversation.turn.Heard;
import dev.sotto.dialogue.conversation.turn.House;
import dev.sotto.dialogue.conversation.turn.TurnPlan;
import dev.sotto.dialogue.conversation.wording.Say;
import dev.sotto.dialogue.menu.Till;
import dev.sotto.dialogue.understand.Understood;
import dev.sotto.dialogue.understand.guest.Intent;
import dev.sotto.dialogue.understand.ordering.Doubt;
import dev.sotto.dialogue.understand.ordering.Doubt.Slot;
import dev.sotto.dialogue.understand.ordering.Focus;
import dev.sotto.schemas.dialogue.Choosing;
import dev.sotto.schemas.dialogue.DraftLine;
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
    /** Begins what stands where the id of a choice otherwise does; no option group of a menu has such an id. */
    private static final String HEARD = "heard ";

    private final House house;
    private final OrderTaking orderTaking;

    public Doubting(House house, OrderTaking orderTaking) {
        this.house = house;
        this.orderTaking = orderTaking;
    }

    /** What was asked: a thing said of a line. */
    private record Asked(Slot slot, String group, String id) {
        static @Nullable Asked of(String wire) {
            if (!wire.startsWith(HEARD)) {
                return null;
            }
            String[] parts = wire.substring(HEARD.length()).split("/", 3);
            return new Asked(Slot.valueOf(parts[0]), parts[1], parts[2]);
        }

        static String wire(Doubt doubt) {
            return HEARD + doubt.slot() + "/" + doubt.group() + "/" + doubt.id();
        }
    }

    /** Asks where something of it is in doubt. True where it did. */
    static boolean asks(TurnPlan plan, Understood understood, House house) {
        boolean answer = plan.before().phase() instanceof Choosing(String _, String asked) && Asked.of(asked) != null;
        Doubt doubt = understood.slots().stream()
                .filter(Doubt::isDoubtful)
                .min(Comparator.comparingDouble(Doubt::sure))
                .orElse(null);
        if (doubt == null || answer || plan.isTerse()) {
            return false;
        }
        plan.happened(new ChoiceAsked(doubt.lineId(), Asked.wire(doubt)));
        DraftLine line = line(plan, doubt.lineId());
        String question = line == null ? null : question(house, line, Asked.wire(doubt));
        if (question != null) {
            plan.say(question);
        }
        return question != null;
    }

    /** The question that was asked; null where it was about something else. */
    static @Nullable String question(House house, DraftLine line, String wire) {
        Asked asked = Asked.of(wire);
        if (asked == null) {
            return null;
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
    public void hear(TurnPlan plan, Heard.Words words, Focus focus) {
        Asked asked = Asked.of(focus.groupId());
        if (asked == null) {
            orderTaking.take(plan, words, focus);
            return;
        }
        Focus real = asked.slot() == Slot.CHOICE ? new Focus(focus.lineId(), asked.group()) : focus;
        Understood answer = house.understand(plan, words.text(), real);
        Intent intent = answer.intent();
        if (!answer.changed() && (intent == Intent.YES || intent == Intent.DONE)) {
            plan.happened(new ConversationEvent.Understood());
            orderTaking.goOn(plan, intent == Intent.DONE);
        } else if (!answer.changed() && intent == Intent.NO && answer.concerns().isEmpty()) {
            takeBack(plan, focus.lineId(), asked);
        } else {
            orderTaking.take(plan, words, real);
        }
    }

    private void takeBack(TurnPlan plan, String lineId, Asked asked) {
        List<DraftLine> lines = new ArrayList<>();
        for (DraftLine line : plan.state().lines()) {
            if (!line.lineId().equals(lineId)) {
                lines.add(line);
            } else if (asked.slot() != Slot.ITEM) {
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
    private static DraftLine without(DraftLine line, Asked asked) {
        Map<String, List<String>> options = new HashMap<>(line.options());
        Map<String, Integer> added = new HashMap<>(line.added());
        Map<String, String> amounts = new HashMap<>(line.amounts());
        List<String> removed = new ArrayList<>(line.removed());
        int quantity = asked.slot() == Slot.QUANTITY ? 1 : line.quantity();
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

    private static @Nullable DraftLine line(TurnPlan plan, String lineId) {
        return plan.state().lines().stream()
                .filter(line -> line.lineId().equals(lineId))
                .findFirst()
                .orElse(null);
    }
}

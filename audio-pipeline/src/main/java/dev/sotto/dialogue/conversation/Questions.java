package dev.sotto.dialogue.conversation;

import dev.sotto.dialogue.menu.Carte;
import dev.sotto.dialogue.menu.Till;
import dev.sotto.schemas.dialogue.Choosing;
import dev.sotto.schemas.dialogue.Closed;
import dev.sotto.schemas.dialogue.Confirming;
import dev.sotto.schemas.dialogue.DialogueState;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.dialogue.OrderTaken;
import dev.sotto.schemas.dialogue.TakingOrder;
import dev.sotto.schemas.order.OrderLine;
import dev.sotto.schemas.restaurant.OptionGroup;
import dev.sotto.schemas.restaurant.OptionValue;
import java.util.List;

/** Knows the one question that stands open, so that it can be asked again after anything else was answered. */
final class Questions {
    private final Carte carte;
    private final Wording wording;
    private final ReadBack readBack;

    Questions(Carte carte, Wording wording, ReadBack readBack) {
        this.carte = carte;
        this.wording = wording;
        this.readBack = readBack;
    }

    String total(TurnPlan plan) {
        List<OrderLine> lines = Till.ring(carte, plan.state().lines());
        return lines.isEmpty()
                ? wording.nothingYet()
                : wording.soFar(
                        readBack.amount(Till.total(lines), carte.config().currency()));
    }

    /** The question that stands open. */
    String open(TurnPlan plan) {
        DialogueState state = plan.state();
        return switch (state.phase()) {
            case Choosing(String lineId, String groupId) -> whichValue(state, lineId, groupId);
            case Confirming _ -> plan.isTerse() ? wording.send() : wording.shallIPlaceIt();
            case TakingOrder() -> state.lines().isEmpty() ? wording.whatWouldYouLike() : wording.anythingElse();
            case OrderTaken _, Closed _ -> wording.whatWouldYouLike();
        };
    }

    private String whichValue(DialogueState state, String lineId, String groupId) {
        DraftLine line = state.lines().stream()
                .filter(candidate -> candidate.lineId().equals(lineId))
                .findFirst()
                .orElse(null);
        OptionGroup group =
                line == null ? null : carte.group(line.itemId(), groupId).orElse(null);
        if (line == null || group == null) {
            return wording.anythingElse();
        }
        List<String> names = group.values().stream()
                .filter(OptionValue::available)
                .map(OptionValue::name)
                .toList();
        return wording.whichValue(group.name(), readBack.itemNames(List.of(line.itemId()), 1), wording.or(names));
    }
}

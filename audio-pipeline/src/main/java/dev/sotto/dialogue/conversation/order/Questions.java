package dev.sotto.dialogue.conversation.order;

import dev.sotto.dialogue.conversation.guest.AboutGuest;
import dev.sotto.dialogue.conversation.turn.House;
import dev.sotto.dialogue.conversation.turn.ReadBack;
import dev.sotto.dialogue.conversation.turn.TurnPlan;
import dev.sotto.dialogue.conversation.wording.Say;
import dev.sotto.dialogue.conversation.wording.Wording;
import dev.sotto.dialogue.menu.Carte;
import dev.sotto.dialogue.menu.Till;
import dev.sotto.schemas.dialogue.Agreeing;
import dev.sotto.schemas.dialogue.AskingGuest;
import dev.sotto.schemas.dialogue.BookingTable;
import dev.sotto.schemas.dialogue.CancelPlaced;
import dev.sotto.schemas.dialogue.Choosing;
import dev.sotto.schemas.dialogue.Closed;
import dev.sotto.schemas.dialogue.Complaining;
import dev.sotto.schemas.dialogue.Confirming;
import dev.sotto.schemas.dialogue.DialogueState;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.dialogue.HandingOver;
import dev.sotto.schemas.dialogue.MakingSure;
import dev.sotto.schemas.dialogue.OrderTaken;
import dev.sotto.schemas.dialogue.TakingOrder;
import dev.sotto.schemas.order.OrderLine;
import dev.sotto.schemas.restaurant.MenuItem;
import dev.sotto.schemas.restaurant.OptionGroup;
import dev.sotto.schemas.restaurant.OptionValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Knows the one question that stands open, so that it can be asked again after anything else was answered. */
public final class Questions {
    /** More names at once nobody remembers on the telephone. */
    private static final int MOST_KINDS = 6;

    private final House house;
    private final Carte carte;
    private final Wording wording;
    private final ReadBack readBack;
    private final AboutGuest aboutGuest;
    private final Amending amending;

    public Questions(House house, AboutGuest aboutGuest, Amending amending) {
        this.amending = amending;
        this.house = house;
        this.carte = house.carte();
        this.wording = house.wording();
        this.readBack = house.readBack();
        this.aboutGuest = aboutGuest;
    }

    public String total(TurnPlan plan) {
        List<OrderLine> lines = Till.ring(carte, plan.state().lines());
        return lines.isEmpty()
                ? wording.nothingYet()
                : wording.soFar(
                        readBack.amount(Till.total(lines), carte.config().currency()));
    }

    /** The question that stands open. */
    public String open(TurnPlan plan) {
        DialogueState state = plan.state();
        return switch (state.phase()) {
            case Choosing(String lineId, String groupId) -> whichValue(state, lineId, groupId);
            case MakingSure asked -> Doubting.question(house, state, asked);
            case Confirming _ ->
                plan.isTerse()
                        ? wording.send()
                        : state.amending() == null ? wording.shallIPlaceIt() : house.say(Say.AMEND_QUESTION);
            case Agreeing(CancelPlaced(String orderId)) -> amending.cancelQuestion(plan, orderId);
            // What was asked last stands last.
            case Agreeing _, BookingTable _, Complaining _ ->
                state.turn().sentences().isEmpty()
                        ? wording.whatWouldYouLike()
                        : state.turn().sentences().getLast();
            case TakingOrder() -> state.lines().isEmpty() ? wording.whatWouldYouLike() : wording.anythingElse();
            case AskingGuest(String about, @Nullable String offered) ->
                aboutGuest.question(AboutGuest.Subject.of(about), offered);
            case HandingOver _ -> house.say(Say.PUTTING_THROUGH);
            case OrderTaken _, Closed _ -> wording.whatWouldYouLike();
        };
    }

    private String whichValue(DialogueState state, String lineId, String groupId) {
        DraftLine line = state.lines().stream()
                .filter(candidate -> candidate.lineId().equals(lineId))
                .findFirst()
                .orElse(null);
        MenuItem kind = line == null || !groupId.equals(Carte.KIND) ? null : carte.generic(line);
        if (kind != null) {
            return wording.whichItem(kind.name(), readBack.itemNames(carte.kinds(kind), MOST_KINDS));
        }
        if (line != null && groupId.equals(Carte.HALF)) {
            return house.say(
                    Say.ASK_OTHER_HALF,
                    readBack.itemNames(List.of(line.itemId()), 1),
                    readBack.itemNames(carte.otherHalves(line), MOST_KINDS));
        }
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

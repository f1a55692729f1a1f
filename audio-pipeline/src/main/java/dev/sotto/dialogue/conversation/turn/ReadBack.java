package dev.sotto.dialogue.conversation.turn;

import dev.sotto.dialogue.conversation.wording.Amount;
import dev.sotto.dialogue.conversation.wording.SpokenLine;
import dev.sotto.dialogue.conversation.wording.Wording;
import dev.sotto.dialogue.menu.Carte;
import dev.sotto.dialogue.menu.HalfText;
import dev.sotto.schemas.order.ChosenOption;
import dev.sotto.schemas.order.Extra;
import dev.sotto.schemas.order.OrderLine;
import dev.sotto.schemas.order.RemovedIngredient;
import dev.sotto.schemas.restaurant.MenuItem;
import dev.sotto.schemas.restaurant.OptionGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says lines back as a waiter would: what was chosen, and nothing that goes without saying. */
public final class ReadBack {
    private final Carte carte;
    private final Wording wording;

    public ReadBack(Carte carte, Wording wording) {
        this.carte = carte;
        this.wording = wording;
    }

    public String lines(List<OrderLine> lines) {
        return wording.and(lines.stream().map(this::line).toList());
    }

    /** Only how many of what. */
    public String names(List<OrderLine> lines) {
        return wording.and(lines.stream()
                .map(line -> wording.line(
                        new SpokenLine(line.quantity(), null, line.name(), List.of(), List.of(), List.of())))
                .toList());
    }

    public String amount(long minor, String currency) {
        return Amount.spoken(minor, currency, wording.french());
    }

    public String itemNames(List<String> itemIds, int most) {
        return wording.or(itemIds.stream()
                .limit(most)
                .flatMap(id -> carte.item(id).stream())
                .map(MenuItem::name)
                .toList());
    }

    private String line(OrderLine line) {
        String size = null;
        List<String> choices = new ArrayList<>();
        List<String> with = new ArrayList<>();
        for (ChosenOption option : line.options()) {
            if (isUsual(line, option)) {
                continue;
            }
            if (option.groupId().equals(Carte.SIZE)) {
                size = option.valueName();
            } else {
                (isOfTheDish(line, option) ? choices : with).add(option.valueName());
            }
        }
        for (Extra extra : line.added()) {
            with.add(wording.extra(extra.name(), extra.amount()));
        }
        List<String> without =
                line.removed().stream().map(RemovedIngredient::name).toList();
        String halves = halves(line);
        if (halves.isEmpty()) {
            return wording.line(new SpokenLine(line.quantity(), size, line.name(), choices, with, without));
        }
        // In French a size stands behind the dish, and would be the second half's.
        String whole = wording.french() && size != null ? size + " " + halves : halves;
        return wording.line(
                new SpokenLine(line.quantity(), wording.french() ? null : size, whole, choices, with, without));
    }

    /** A piece of two halves is called by them; empty for one that is whole. */
    private String halves(OrderLine line) {
        List<HalfText.Half> halves = HalfText.in(line.note()).halves();
        String said = halves.stream()
                .map(half -> wording.half(half.name(), half.added(), half.removed()))
                .collect(Collectors.joining(", "));
        boolean own = halves.stream().allMatch(half -> half.name().isEmpty());
        return own && !said.isEmpty() ? line.name() + ", " + said : said;
    }

    /** Whether it says what kind of the dish it is; several at once, and other dishes, come with it. */
    private boolean isOfTheDish(OrderLine line, ChosenOption option) {
        return carte.group(line.itemId(), option.groupId())
                .filter(group -> !group.multiple())
                .flatMap(group -> group.value(option.valueId()))
                .map(value -> value.item() == null)
                .orElse(false);
    }

    /** The default of a choice goes without saying, but for sizes: they cost. */
    private boolean isUsual(OrderLine line, ChosenOption option) {
        @Nullable
        OptionGroup group = carte.group(line.itemId(), option.groupId()).orElse(null);
        return group != null
                && !option.groupId().equals(Carte.SIZE)
                && group.defaults().contains(option.valueId());
    }
}

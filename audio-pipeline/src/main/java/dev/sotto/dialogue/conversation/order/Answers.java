package dev.sotto.dialogue.conversation.order;

import dev.sotto.dialogue.conversation.turn.ReadBack;
import dev.sotto.dialogue.conversation.wording.Phrasebook;
import dev.sotto.dialogue.conversation.wording.Say;
import dev.sotto.dialogue.conversation.wording.Wording;
import dev.sotto.dialogue.menu.Carte;
import dev.sotto.dialogue.understand.guest.Inquiry;
import dev.sotto.schemas.restaurant.Ingredient;
import dev.sotto.schemas.restaurant.MenuItem;
import dev.sotto.schemas.restaurant.MenuSize;
import dev.sotto.schemas.restaurant.OpeningHours;
import dev.sotto.schemas.restaurant.OptionGroup;
import dev.sotto.schemas.restaurant.OptionValue;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Answers what guests ask before they order, from the restaurant's own file and nothing else. */
public final class Answers {
    /** More names at once nobody remembers on the telephone. */
    private static final int MOST_NAMES = 10;

    private final Carte carte;
    private final Wording wording;
    private final ReadBack readBack;
    private final Phrasebook phrases;

    public Answers(Carte carte, Wording wording, ReadBack readBack, Phrasebook phrases) {
        this.phrases = phrases;
        this.carte = carte;
        this.wording = wording;
        this.readBack = readBack;
    }

    public List<String> to(Inquiry inquiry) {
        return switch (inquiry.about()) {
            case PRICE -> each(inquiry, this::price);
            case ALLERGENS -> each(inquiry, this::allergens);
            case HOURS -> List.of(hours());
            case DISHES -> List.of(wording.weServe(wording.and(names(inquiry.itemIds(), carte::nameOf))));
            case CHOICES ->
                inquiry.itemIds().isEmpty() ? anywhere(inquiry) : each(inquiry, item -> choices(item, inquiry));
            case WAIT -> List.of(wording.waiting(carte.config().preparationMinutes()));
        };
    }

    private interface Told {
        String about(MenuItem item);
    }

    private List<String> each(Inquiry inquiry, Told told) {
        return inquiry.itemIds().stream()
                .flatMap(id -> carte.item(id).stream())
                .map(told::about)
                .toList();
    }

    private String price(MenuItem item) {
        String currency = carte.config().currency();
        Long one = item.priceMinor();
        if (one != null) {
            return wording.costs(item.name(), readBack.amount(one, currency));
        }
        List<String> sizes = new ArrayList<>();
        for (MenuSize size : item.sizes()) {
            sizes.add(size.name() + " " + readBack.amount(size.priceMinor(), currency));
        }
        return wording.noted(item.name() + ": " + wording.and(sizes));
    }

    private String allergens(MenuItem item) {
        TreeSet<String> allergens = new TreeSet<>(item.allergens());
        item.ingredients().stream()
                .flatMap(id -> carte.ingredient(id).stream())
                .map(Ingredient::allergens)
                .forEach(allergens::addAll);
        List<String> recipe = item.ingredients().stream()
                .flatMap(id -> carte.ingredient(id).stream())
                .map(Ingredient::name)
                .toList();
        return wording.contains(item.name(), wording.and(recipe), wording.and(List.copyOf(allergens)));
    }

    private String choices(MenuItem item, Inquiry inquiry) {
        List<String> values = carte.groups(item.id()).stream()
                .filter(group -> inquiry.groupIds().contains(group.id()))
                .flatMap(group -> values(group).stream())
                .distinct()
                .limit(MOST_NAMES)
                .toList();
        return phrases.say(Say.CHOICES_OF, item.name(), wording.or(values));
    }

    private List<String> anywhere(Inquiry inquiry) {
        List<String> values = carte.config().menu().optionGroups().stream()
                .filter(group -> inquiry.groupIds().contains(group.id()))
                .flatMap(group -> values(group).stream())
                .distinct()
                .limit(MOST_NAMES)
                .toList();
        return List.of(wording.weServe(wording.and(values)));
    }

    /** What can be had, without the words that leave it open or stand for several. */
    private static List<String> values(OptionGroup group) {
        return group.values().stream()
                .filter(OptionValue::available)
                .filter(value -> value.anyOf().isEmpty() && value.allOf().isEmpty())
                .map(OptionValue::name)
                .toList();
    }

    private static List<String> names(List<String> ids, UnaryOperator<String> name) {
        return ids.stream().map(name).limit(MOST_NAMES).toList();
    }

    private String hours() {
        List<OpeningHours> spans = carte.config().openingHours();
        return spans.isEmpty()
                ? wording.alwaysOpen()
                : wording.openFrom(wording.and(spans.stream()
                        .flatMap(span -> Stream.of(wording.span(span.days(), span.opens(), span.closes())))
                        .toList()));
    }
}

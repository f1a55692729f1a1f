package dev.sotto.dialogue.conversation.order;

import dev.sotto.dialogue.conversation.turn.ReadBack;
import dev.sotto.dialogue.conversation.wording.Wording;
import dev.sotto.dialogue.menu.Carte;
import dev.sotto.dialogue.understand.guest.Inquiry;
import dev.sotto.schemas.restaurant.Ingredient;
import dev.sotto.schemas.restaurant.MenuItem;
import dev.sotto.schemas.restaurant.MenuSize;
import dev.sotto.schemas.restaurant.OpeningHours;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Answers what guests ask before they order, from the restaurant's own file and nothing else. */
public final class Answers {
    private final Carte carte;
    private final Wording wording;
    private final ReadBack readBack;

    public Answers(Carte carte, Wording wording, ReadBack readBack) {
        this.carte = carte;
        this.wording = wording;
        this.readBack = readBack;
    }

    public List<String> to(Inquiry inquiry) {
        return switch (inquiry.about()) {
            case PRICE -> each(inquiry, this::price);
            case ALLERGENS -> each(inquiry, this::allergens);
            case HOURS -> List.of(hours());
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
            sizes.add(wording.costs(size.name(), readBack.amount(size.priceMinor(), currency)));
        }
        return item.name() + ": " + wording.and(sizes);
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

    private String hours() {
        List<OpeningHours> spans = carte.config().openingHours();
        return spans.isEmpty()
                ? wording.alwaysOpen()
                : wording.openFrom(wording.and(spans.stream()
                        .flatMap(span -> Stream.of(wording.span(span.days(), span.opens(), span.closes())))
                        .toList()));
    }
}

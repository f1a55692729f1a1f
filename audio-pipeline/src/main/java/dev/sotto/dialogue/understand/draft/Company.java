package dev.sotto.dialogue.understand.draft;

import dev.sotto.dialogue.menu.Carte;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.restaurant.MenuItem;
import java.util.List;
import java.util.function.Predicate;

/** How many people an order is for, as far as it tells: one has one of the dishes that were named last. */
public final class Company {
    private final Carte carte;
    private final Draft draft;
    private final int told;

    /** @param told how many they say they are; 0 where they do not */
    public Company(Carte carte, Draft draft, int told) {
        this.carte = carte;
        this.draft = draft;
        this.told = told;
    }

    /** At least one. */
    public int size() {
        DraftLine last = draft.lastTouched() == null ? draft.last() : draft.lastTouched();
        if (told > 0 || last == null) {
            return Math.max(1, told);
        }
        int alike = pieces(line -> line.itemId().equals(last.itemId()));
        return alike > 1 ? alike : Math.max(1, pieces(line -> category(line).equals(category(last))));
    }

    private int pieces(Predicate<DraftLine> counted) {
        List<DraftLine> said = draft.touched().isEmpty() ? draft.lines() : draft.touched();
        return said.stream().filter(counted).mapToInt(DraftLine::quantity).sum();
    }

    private String category(DraftLine line) {
        return carte.item(line.itemId()).map(MenuItem::category).orElse("");
    }
}

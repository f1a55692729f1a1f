package dev.sotto.dialogue.conversation.order;

import dev.sotto.dialogue.conversation.turn.ReadBack;
import dev.sotto.dialogue.conversation.wording.Phrasebook;
import dev.sotto.dialogue.conversation.wording.Say;
import dev.sotto.dialogue.conversation.wording.Wording;
import dev.sotto.dialogue.menu.Carte;
import dev.sotto.dialogue.understand.doubt.Concern;
import dev.sotto.schemas.restaurant.MenuItem;
import dev.sotto.schemas.restaurant.OptionValue;
import java.util.ArrayList;
import java.util.List;

/** Says back what could not be done as asked, and what could be had instead. */
public final class Worries {
    /** More than three names at once nobody remembers on the telephone. */
    private static final int MOST_NAMES = 3;

    private static final int MOST_KINDS = 6;
    /** Nobody wants so many things that cannot be had; it keeps a hostile text short. */
    private static final int MOST_AT_ONCE = 6;

    private final Carte carte;
    private final Wording wording;
    private final ReadBack readBack;
    private final Phrasebook phrasebook;

    public Worries(Carte carte, Wording wording, ReadBack readBack, Phrasebook phrasebook) {
        this.phrasebook = phrasebook;
        this.carte = carte;
        this.wording = wording;
        this.readBack = readBack;
    }

    public List<String> about(List<Concern> concerns) {
        List<Concern> once = concerns.stream().distinct().limit(MOST_AT_ONCE).toList();
        List<String> sentences = new ArrayList<>(unknown(once.stream()
                .filter(Concern.Unknown.class::isInstance)
                .map(Concern.Unknown.class::cast)
                .toList()));
        once.stream()
                .filter(concern -> !(concern instanceof Concern.Unknown))
                .forEach(concern -> sentences.addAll(about(concern)));
        return sentences;
    }

    private List<String> about(Concern concern) {
        return switch (concern) {
            case Concern.Unknown unknown -> unknown(List.of(unknown));
            case Concern.WhichItem(String text, List<String> items) ->
                List.of(wording.whichItem(text, readBack.itemNames(items, MOST_KINDS)));
            case Concern.WhichValue which -> List.of(wording.nearest(valueNames(which)));
            case Concern.SoldOut(String itemId, String name) -> soldOut(itemId, name);
            case Concern.TooMany(String itemId, int _, int most) ->
                List.of(wording.atMost(most, readBack.itemNames(List.of(itemId), 1)));
            case Concern.Contradiction(String text) -> List.of(wording.withOrWithout(text));
            case Concern.Missed(String text) -> List.of(phrasebook.say(Say.MISSED_WORD, text));
            case Concern.NoHalves(String itemId) -> List.of(wording.noHalves(readBack.itemNames(List.of(itemId), 1)));
            case Concern.NotOffered(String itemId, String text) ->
                List.of(wording.notOffered(readBack.itemNames(List.of(itemId), 1), text));
        };
    }

    /** What is sold out is told with others of its kind, never put in their place. */
    private List<String> soldOut(String itemId, String name) {
        boolean dish = carte.item(itemId).map(item -> !item.available()).orElse(false);
        List<String> others = carte.item(itemId).stream()
                .flatMap(item -> carte.availableIn(item.category()).stream())
                .limit(MOST_NAMES)
                .map(MenuItem::name)
                .toList();
        return !dish || others.isEmpty()
                ? List.of(wording.soldOut(name))
                : List.of(wording.soldOut(name), wording.nearest(wording.or(others)));
    }

    /** All of them in one breath, then what is nearest. */
    private List<String> unknown(List<Concern.Unknown> unknown) {
        if (unknown.isEmpty()) {
            return List.of();
        }
        String texts = wording.or(unknown.stream().map(Concern.Unknown::text).toList());
        List<String> sentences = new ArrayList<>(List.of(wording.unknownDish(texts)));
        List<String> names = unknown.stream()
                .flatMap(one -> one.nearest().stream())
                .distinct()
                .flatMap(id -> carte.item(id).stream())
                .filter(MenuItem::available)
                .limit(MOST_NAMES)
                .map(MenuItem::name)
                .toList();
        if (!names.isEmpty()) {
            sentences.add(wording.nearest(wording.or(names)));
        }
        return sentences;
    }

    private String valueNames(Concern.WhichValue which) {
        return wording.or(carte.config().menu().optionGroup(which.groupId()).stream()
                .flatMap(group -> group.values().stream())
                .filter(value -> which.valueIds().contains(value.id()))
                .map(OptionValue::name)
                .toList());
    }
}

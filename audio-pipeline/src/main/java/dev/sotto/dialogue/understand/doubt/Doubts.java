package dev.sotto.dialogue.understand.doubt;

import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.hearing.Meaning;
import dev.sotto.dialogue.understand.hearing.Mention;
import dev.sotto.dialogue.understand.hearing.WordCertainty;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.dialogue.OrderSlot;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Holds what an utterance changed in the order against the words that said it, and tells how sure each of it is. */
public final class Doubts {
    /** Words behind which the plural of a dish says nothing new. */
    private static final Set<Cue> COUNTING = EnumSet.of(
            Cue.NUMBER,
            Cue.TIMES,
            Cue.DEFINITE,
            Cue.ANOTHER,
            Cue.OTHER,
            Cue.EVERY,
            Cue.SAME,
            Cue.HALF,
            Cue.HALF_OF,
            Cue.NOT,
            Cue.CANCEL,
            Cue.CHANGE);

    private final List<Mention> mentions;
    private final ToDoubleFunction<Mention> sure;
    private final Predicate<Mention> several;

    /**
     * @param sure how sure it is what a mention stands for, 0 to 1
     * @param several whether its words speak of more than one
     */
    public Doubts(List<Mention> mentions, ToDoubleFunction<Mention> sure, Predicate<Mention> several) {
        this.mentions = mentions;
        this.sure = sure;
        this.several = several;
    }

    /** Everything that is new or different in the second order, each with how sure it is. */
    public List<Doubt> of(List<DraftLine> before, List<DraftLine> after) {
        List<Doubt> slots = new ArrayList<>();
        for (DraftLine line : after) {
            DraftLine old = before.stream()
                    .filter(one -> one.lineId().equals(line.lineId()))
                    .findFirst()
                    .orElse(null);
            if (old == null || !old.itemId().equals(line.itemId())) {
                slots.add(slot(line, OrderSlot.ITEM, "", line.itemId(), new Meaning.Item(line.itemId())));
            }
            if (old == null && line.quantity() == 1 && isUncounted(line)) {
                slots.add(new Doubt(line.lineId(), OrderSlot.QUANTITY, "", "1", WordCertainty.UNCOUNTED));
            }
            if (line.quantity() > 1 && (old == null || old.quantity() != line.quantity())) {
                slots.add(quantity(line));
            }
            line.options()
                    .forEach((group, values) -> values.stream()
                            .filter(value -> old == null
                                    || !old.options()
                                            .getOrDefault(group, List.of())
                                            .contains(value))
                            .forEach(value -> slots.add(
                                    slot(line, OrderSlot.CHOICE, group, value, new Meaning.Value(group, value)))));
            line.added().keySet().stream()
                    .filter(id -> old == null || !old.added().containsKey(id))
                    .forEach(id -> slots.add(slot(line, OrderSlot.ADDED, "", id, new Meaning.Part(id))));
            line.amounts().keySet().stream()
                    .filter(id -> !line.added().containsKey(id))
                    .filter(id -> old == null
                            || !Objects.equals(
                                    old.amounts().get(id), line.amounts().get(id)))
                    .forEach(id -> slots.add(slot(line, OrderSlot.AMOUNT, "", id, new Meaning.Part(id))));
            line.removed().stream()
                    .filter(id -> old == null || !old.removed().contains(id))
                    .forEach(id -> slots.add(slot(line, OrderSlot.REMOVED, "", id, new Meaning.Part(id))));
        }
        return List.copyOf(slots);
    }

    private Doubt slot(DraftLine line, OrderSlot slot, String group, String id, Meaning meaning) {
        double best = mentions.stream()
                .filter(mention -> means(mention, meaning))
                .mapToDouble(sure)
                .max()
                .orElse(WordCertainty.UNSAID);
        return new Doubt(line.lineId(), slot, group, id, best);
    }

    /** The number said last before the dish; where it was said after it, or the dish was not named, any that says so many. */
    private Doubt quantity(DraftLine line) {
        Mention said = null;
        for (Mention mention : mentions) {
            if (means(mention, new Meaning.Item(line.itemId())) && said != null) {
                break;
            }
            if (mention.is(Cue.NUMBER) && mention.number() == line.quantity()) {
                said = mention;
            }
        }
        double howSure = said == null ? WordCertainty.UNSAID : sure.applyAsDouble(said);
        return new Doubt(line.lineId(), OrderSlot.QUANTITY, "", String.valueOf(line.quantity()), howSure);
    }

    /** "Cheeseburgers, please", with no word that could say how many: the number was not heard, or never said. */
    private boolean isUncounted(DraftLine line) {
        boolean counted = false;
        for (Mention mention : mentions) {
            if (means(mention, new Meaning.Item(line.itemId()))) {
                return !counted && several.test(mention);
            }
            boolean counts = COUNTING.stream().anyMatch(mention::is);
            counted = counts || (counted && mention.orderScore() == 0);
        }
        return false;
    }

    private static boolean means(Mention mention, Meaning meaning) {
        return mention.readings().stream().anyMatch(reading -> reading.meaning().equals(meaning));
    }
}

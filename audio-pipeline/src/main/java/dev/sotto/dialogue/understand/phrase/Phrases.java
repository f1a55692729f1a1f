package dev.sotto.dialogue.understand.phrase;

import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.hearing.Mention;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Cuts an utterance into phrases: a new one begins at a number or article, at a word such as and, with or no, at a pause,
 * and wherever "how much" begins anew.
 */
public final class Phrases {
    private final List<Mention> mentions;
    private final Ahead ahead;
    private final List<Phrase> phrases = new ArrayList<>();
    private List<Cue> openers = new ArrayList<>();
    private List<Mention> words = new ArrayList<>();
    private boolean afterBreak;
    private boolean afterStop;
    private int quantity;
    private boolean article;
    private boolean definite;
    private @Nullable Cue pointer;
    private Measure measure = Measure.USUAL;
    private boolean onTheSide;
    private boolean broken;
    private boolean stopped;

    private Phrases(List<Mention> mentions) {
        this.mentions = mentions;
        this.ahead = new Ahead(mentions);
    }

    public static List<Phrase> of(List<Mention> mentions) {
        Phrases phrases = new Phrases(mentions);
        for (int index = 0; index < mentions.size(); index++) {
            phrases.read(index);
        }
        phrases.close();
        return phrases.phrases;
    }

    private void read(int index) {
        Mention mention = mentions.get(index);
        broken |= mention.afterBreak();
        stopped |= mention.afterStop();
        boolean asked = openers.contains(Cue.QUESTION) && (stopped || mention.is(Cue.WANT));
        if (asked) {
            close();
        }
        if (broken && (!words.isEmpty() || quantity > 0 || pointer != null || isRefusalAlone())) {
            close();
        }
        Cue measureCue = mention.is(Cue.ALSO) && !isSaidOfWords() ? null : Opening.in(mention, Opening.MEASURES);
        Cue pointerCue = Opening.in(mention, Opening.POINTERS);
        if (mention.isMenu() || mention.isUnknown()) {
            word(mention);
        } else if (mention.is(Cue.ON_THE_SIDE)) {
            onTheSide |= !words.isEmpty();
        } else if (measureCue != null) {
            measured(mention, measureCue, index);
        } else if (pointerCue != null) {
            pointer(mention, pointerCue);
        } else if (mention.is(Cue.TIMES)) {
            times(mention.number(Cue.TIMES), index);
        } else if (mention.is(Cue.NUMBER)) {
            number(mention, index);
        } else if (mention.is(Cue.PORTION)) {
            beginUnless(words.isEmpty());
            openers.add(Cue.PORTION);
            takeBreak();
        } else if (mention.is(Cue.DEFINITE)) {
            definite(mention);
        } else if (!isSlip(mention, index)) {
            opener(mention);
        }
    }

    /** "Two and margheritas": nothing was counted yet that something could be added to. */
    private boolean isSlip(Mention mention, int index) {
        boolean counting = quantity > 0 && !article && words.isEmpty() && pointer == null && !broken;
        boolean dish = index + 1 < mentions.size() && mentions.get(index + 1).isMenu();
        return counting
                && dish
                && mention.is(Cue.AND)
                && !mentions.get(index + 1).afterBreak();
    }

    /** "Avec oignons en plus": more of what was just named, and not another dish. */
    private boolean isSaidOfWords() {
        return !words.isEmpty() && !broken && words.getLast().orderScore() == 0;
    }

    /** "Two half queen, half margherita", "two large half …": a number in front of halves counts the pieces. */
    private void pointer(Mention mention, Cue cue) {
        boolean half = cue == Cue.HALF && pointer == null && !broken;
        boolean described =
                !words.isEmpty() && words.stream().allMatch(word -> word.isMenu() && word.orderScore() == 0);
        int pieces = half && (words.isEmpty() || described) ? quantity : 0;
        boolean onlyOne = article;
        if (pieces > 0 && described) {
            quantity = 0;
            article = false;
        }
        beginUnless(pointer == null && words.isEmpty() && quantity == pieces);
        pointer = cue;
        if (mention.is(Cue.EACH)) {
            openers.add(Cue.EACH);
        }
        if (mention.is(Cue.HALVED)) {
            openers.add(Cue.HALVED);
            ofOne(mention.number(Cue.HALVED) == 1);
        }
        boolean either = mention.is(Cue.EITHER_HALF) && pieces == 0;
        quantity = either ? 1 : pieces;
        article = either || (pieces > 0 && onlyOne);
        takeBreak(); // a pause in front of it does not part it from what it is said of
    }

    /** "Half of one …": of one of the pieces there are. */
    private void ofOne(boolean said) {
        if (said && pointer == Cue.HALF && words.isEmpty()) {
            openers.add(Cue.OF_THEM);
        }
    }

    private void word(Mention mention) {
        words.add(mention);
        takeBreak();
    }

    private void measured(Mention mention, Cue cue, int index) {
        boolean afterwards = !words.isEmpty() && !ahead.leadsOn(index);
        if (afterwards && words.size() > 1 && words.getLast().orderScore() == 0) {
            // "A salad, eggs double": of what was named last alone.
            Mention last = words.removeLast();
            close();
            words.add(last);
        }
        beginUnless(words.isEmpty() || afterwards);
        boolean refused = !openers.isEmpty() && openers.getLast() == Cue.NOT && words.isEmpty();
        Measure said = switch (cue) {
            case LIGHT -> Measure.LIGHT;
            case NOT_EXTRA -> Measure.NOT_EXTRA;
            case NOT_LIGHT -> Measure.NOT_LIGHT;
            case TWICE -> Measure.times(mention.number(Cue.TWICE));
            default -> Measure.EXTRA;
        };
        if (refused && said.isRefusable()) {
            openers.removeLast();
            said = said.refused();
        }
        if (cue == Cue.SUPPLEMENT) {
            openers.add(Cue.SUPPLEMENT);
        }
        measure = said;
        takeBreak();
    }

    private void number(Mention mention, int index) {
        boolean one = mention.number() == 1 && !mention.is(Cue.FILLER);
        boolean slip = mention.number() == 1 && mention.is(Cue.FILLER);
        Mention next = index + 1 < mentions.size() ? mentions.get(index + 1) : null;
        boolean nothing = mention.is(Cue.ARTICLE)
                && !words.isEmpty()
                && next != null
                && !next.isMenu()
                && next.isAny(Cue.WITH, Cue.NOT);
        // "No a ice": nobody refuses one of something.
        boolean refused = slip && words.isEmpty() && quantity == 0 && !broken && isLast(Cue.NOT);
        if (nothing || refused || (slip && words.isEmpty() && quantity > 1)) {
            // "Two a cokes", "a burger a with cheese": a slip of the tongue does not take the number back.
            return;
        }
        // "A large one, …", "a mango one with honey": it stands for the dish and counts nothing.
        boolean counts = mention.is(Cue.OF_THEM) || (next != null && next.is(Cue.OF_THEM));
        boolean pointed = definite || openers.contains(Cue.CANCEL) || openers.contains(Cue.CHANGE);
        boolean told =
                one && !mention.is(Cue.ONLY) && pointed && pointer == null && !words.isEmpty() && !broken && !counts;
        if (told && words.getLast().orderScore() > 0 && words.getLast().modifierScore() == 0) {
            return; // "The ramen one": it stands for the dish that is named
        }
        if (told && words.stream().allMatch(Mention::isMenu)) {
            // "The chocolate one": told by what it has.
            pointer = Cue.THE_ONE;
            close();
            return;
        }
        boolean noun = one
                && !mention.is(Cue.OF_THEM)
                && !words.isEmpty()
                && !broken
                && ((words.getLast().orderScore() == 0 && ahead.endsHere(index)) || (article && !ahead.leadsOn(index)));
        if (noun) {
            return;
        }
        boolean joins = words.isEmpty() && quantity > 0 && Numbers.joins(quantity, mention.number());
        beginUnless(words.isEmpty() && (quantity == 0 || article || joins));
        ofOne(one && quantity == 0);
        Stream.of(Cue.ONLY, Cue.OF_THEM).filter(mention::is).forEach(openers::add);
        quantity = joins ? Numbers.join(quantity, mention.number()) : mention.number();
        article = mention.number() == 1 && mention.is(Cue.FILLER);
        takeBreak();
    }

    private boolean isLast(Cue cue) {
        return !openers.isEmpty() && openers.getLast() == cue;
    }

    /** "Cod and chips twice, …": counts what stands before it; "twice the cod" what follows. */
    private void times(int number, int index) {
        boolean behind = !words.isEmpty() && !broken && (quantity == 0 || article) && !ahead.leadsOn(index);
        beginUnless(behind || (words.isEmpty() && (quantity == 0 || article)));
        quantity = number;
        article = false;
        takeBreak();
    }

    private void definite(Mention mention) {
        beginUnless(words.isEmpty());
        definite = true;
        takeBreak();
        if (mention.is(Cue.WITH)) {
            openers.add(Cue.WITH);
        }
    }

    private void opener(Mention mention) {
        if (mention.is(Cue.AFTERWARDS) && !words.isEmpty() && !broken) {
            openers.addFirst(Cue.AFTERWARDS);
            return;
        }
        Cue cue = Opening.in(mention, Opening.OPENERS);
        if (cue == null) {
            return;
        }
        boolean goesOn = cue == Cue.OF_THEM && quantity > 0;
        beginUnless(words.isEmpty() && (goesOn || (quantity == 0 && pointer == null && !isRefusalAlone())));
        openers.add(cue);
        Opening.OPENERS.stream()
                .filter(other -> other != cue && mention.is(other))
                .forEach(openers::add);
        takeBreak();
    }

    /** "one with guac, one without": nothing follows the refusal. */
    private boolean isRefusalAlone() {
        return words.isEmpty() && !openers.isEmpty() && openers.getLast() == Cue.NOT && broken;
    }

    private void takeBreak() {
        afterBreak |= broken;
        afterStop |= stopped;
        broken = false;
        stopped = false;
    }

    private void beginUnless(boolean fresh) {
        if (!fresh) {
            close();
        }
    }

    private void close() {
        if (!words.isEmpty() || !openers.isEmpty() || quantity > 0 || pointer != null) {
            phrases.add(new Phrase(
                    List.copyOf(openers),
                    afterBreak,
                    afterStop,
                    quantity,
                    article,
                    definite,
                    pointer,
                    measure,
                    onTheSide,
                    List.copyOf(words)));
        }
        openers = new ArrayList<>();
        words = new ArrayList<>();
        afterBreak = false;
        afterStop = false;
        quantity = 0;
        article = false;
        definite = false;
        pointer = null;
        measure = Measure.USUAL;
        onTheSide = false;
    }
}

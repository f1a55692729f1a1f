package dev.sotto.dialogue.understand.hearing;

import dev.sotto.dialogue.understand.hearing.Mention.Reading;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * "Almond milk", where there is oat milk; "alligator gumbo", "corn on the cob", where there are gumbo and corn dogs: a name beside a word
 * that makes another thing of it is not that thing, and not known here either.
 */
public final class Misnamed {
    private static final double FULL_NAME = 0.9;

    /** "Mocha coffee", "stout beer": said behind a name, only what kind of thing it is. */
    private static final Set<String> KINDS = Set.of("coffee", "tea", "beer", "wine", "fish", "soda");

    private final List<Mention> mentions;
    private final List<Token> tokens;
    private final Lexicon lexicon;
    private final BiPredicate<Mention, Mention> has;
    private final Language language;

    private Misnamed(
            List<Mention> mentions,
            List<Token> tokens,
            Lexicon lexicon,
            Language language,
            BiPredicate<Mention, Mention> has) {
        this.has = has;
        this.mentions = mentions;
        this.tokens = tokens;
        this.lexicon = lexicon;
        this.language = language;
    }

    /**
     * The same mentions, with such names no longer known.
     *
     * @param has whether the dish that the first may be can be had with the second
     */
    public static List<Mention> outOf(
            List<Mention> mentions,
            List<Token> tokens,
            Lexicon lexicon,
            Language language,
            BiPredicate<Mention, Mention> has) {
        Misnamed misnamed = new Misnamed(mentions, tokens, lexicon, language, has);
        List<Mention> all = new ArrayList<>();
        for (int index = 0; index < mentions.size(); index++) {
            Mention part = mentions.get(index);
            if (misnamed.isOtherPart(index) || misnamed.isOtherDish(index) || misnamed.isOfOther(index)) {
                all.add(saying(part, List.of()));
            } else if (!misnamed.isTail(index)) {
                all.add(part);
            } else if (part.modifierScore() > 0) {
                all.add(saying(
                        part,
                        part.readings().stream()
                                .filter(reading -> !reading.meaning().orders())
                                .toList()));
            }
        }
        return all;
    }

    private static Mention saying(Mention mention, List<Reading> readings) {
        return new Mention(mention.from(), mention.to(), mention.afterBreak(), mention.afterStop(), readings);
    }

    /** One of two words that together name a dish which is not here: "lamb pie", "potato salad", "tarte aux fraises". */
    private boolean isOfOther(int index) {
        int made = isEnglish() ? beside(index, index - 1) : madeOf(index);
        int dish = isEnglish() ? beside(index, index + 1) : dishOf(index);
        return (made >= 0 && isOther(index, made)) || (dish >= 0 && isOther(dish, index));
    }

    private int madeOf(int index) {
        int joined = behind(index, language::joinsNames);
        return joined >= 0 ? joined : beside(index, index + 1);
    }

    private int dishOf(int index) {
        int joined = before(index, language::joinsNames);
        return joined >= 0 ? joined : beside(index, index - 1);
    }

    private int beside(int index, int other) {
        return isAdjacent(index, other) ? other : -1;
    }

    /** Whether what stands beside the name of a dish, or of a kind of dish, is food it cannot be had with. */
    private boolean isOther(int index, int made) {
        Mention dish = mentions.get(index);
        Mention food = mentions.get(made);
        boolean kind = dish.orderScore() == 0
                && dish.isMenu()
                && language.isDish(tokens.get(dish.to() - 1).stem());
        boolean foods = food.isMenu() && food.orderScore() < FULL_NAME && isOfFood(food);
        if (!foods || !Collections.disjoint(meanings(dish), meanings(food))) {
            return false;
        }
        if (kind) {
            return food.orderScore() > 0 || !has.test(food, dish);
        }
        boolean part = isEnglish() || isPartOfDish(dish);
        return dish.orderScore() > 0 && part && !has.test(dish, food);
    }

    /** "Tiramisu of the house", where there is a lasagne of the house: said of the dish in front, it names no other. */
    private boolean isTail(int index) {
        Mention tail = mentions.get(index);
        int joined = before(index, language::isOf);
        int in = joined < 0 && !isEnglish() && isAdjacent(index, index - 1) ? index - 1 : joined;
        int dish = isPartOfDish(tail) ? in : -1;
        return dish >= 0 && mentions.get(dish).orderScore() >= FULL_NAME && !saysWhatItIs(tail);
    }

    private boolean saysWhatItIs(Mention mention) {
        return mention.readings().stream()
                .anyMatch(reading -> reading.meaning() instanceof Meaning.Item(String itemId)
                        && tokens.subList(mention.from(), mention.to()).stream()
                                .anyMatch(token -> lexicon.isNoun(itemId, token.stem())));
    }

    /** What goes into a dish. What a thing is made of stands in front of it in English and behind it in French. */
    private boolean isOtherPart(int index) {
        Mention part = mentions.get(index);
        if (part.orderScore() > 0 || part.modifierScore() == 0) {
            return false;
        }
        int beside = isEnglish() ? index - 1 : index + 1;
        // "Confiture de lait"; "turkey bacon", where there is bacon, may be two things.
        return (isPart(part) && isAdjacent(index, beside) && isOtherFood(mentions.get(beside)))
                || (!isEnglish() && isStrangerAt(behind(index, language::isOf)));
    }

    private boolean isOtherDish(int index) {
        Mention dish = mentions.get(index);
        if (!dish.isMenu()) {
            return false;
        }
        boolean part = isPart(dish);
        if (part && goesOnFromStranger(index)) {
            return true;
        }
        if (dish.orderScore() == 0) {
            return false;
        }
        // "Corn on the cob", of a corn dog.
        int joined = part ? behind(index, language::joinsNames) : -1;
        if (isHalfOfNoName(index, index + 1) || isHalfOfNoName(index, index - 1) || isStrangerAt(joined)) {
            return true;
        }
        if (isEnglish()) {
            // "Duck gumbo", "coffee cake".
            return (isAdjacent(index, index - 1) && isOtherFood(mentions.get(index - 1)))
                    || (isAdjacent(index, index + 1) && isFood(dish) && isMadeOf(mentions.get(index + 1)));
        }
        // "Rougail morue", "jambon de Parme", "civet de cabri".
        int before = before(index, language::isOf);
        return (isAdjacent(index, index + 1) && isOtherFood(mentions.get(index + 1)))
                || isStrangerAt(behind(index, language::isOf))
                || (before >= 0 && isOtherFood(mentions.get(before)));
    }

    /** "Toad in the hole": what could at best be a slip of a name here is the rest of one that nobody knows. */
    private boolean goesOnFromStranger(int index) {
        return isStrangerAt(before(index, language::joinsNames));
    }

    /** "Fromage blanc", of a "plateau de fromages" and a "jambon blanc": two parts of two names are no name. */
    private boolean isHalfOfNoName(int index, int beside) {
        if (!isAdjacent(index, beside) || !isPartOfDish(mentions.get(index)) || !isPartOfDish(mentions.get(beside))) {
            return false;
        }
        Set<Meaning> shared = new HashSet<>(meanings(mentions.get(index)));
        shared.retainAll(meanings(mentions.get(beside)));
        return shared.isEmpty();
    }

    private static boolean isPart(Mention mention) {
        return Math.max(mention.orderScore(), mention.modifierScore()) < FULL_NAME;
    }

    private static boolean isPartOfDish(Mention mention) {
        return mention.orderScore() > 0 && isPart(mention);
    }

    private static Set<Meaning> meanings(Mention mention) {
        return mention.readings().stream().map(Reading::meaning).collect(Collectors.toSet());
    }

    /** The mention that small words join to the one in front of them; -1 where none do. */
    private int behind(int index, Predicate<String> joins) {
        int next = index + 1;
        while (next < mentions.size() && !mentions.get(next).afterBreak() && isAll(mentions.get(next), joins)) {
            next++;
        }
        boolean joined = next > index + 1
                && next < mentions.size()
                && !mentions.get(next).afterBreak();
        return joined ? next : -1;
    }

    /** The mention that small words join to the one behind them; -1 where none do. */
    private int before(int index, Predicate<String> joins) {
        int first = index - 1;
        while (first >= 0 && !mentions.get(first + 1).afterBreak() && isAll(mentions.get(first), joins)) {
            first--;
        }
        return first < index - 1 && first >= 0 && !mentions.get(first + 1).afterBreak() ? first : -1;
    }

    private boolean isAll(Mention mention, Predicate<String> joins) {
        return tokens.subList(mention.from(), mention.to()).stream().allMatch(token -> joins.test(token.plain()));
    }

    private boolean isAdjacent(int index, int beside) {
        if (beside < 0 || beside >= mentions.size()) {
            return false;
        }
        Mention first = mentions.get(Math.min(index, beside));
        Mention later = mentions.get(Math.max(index, beside));
        return first.to() == later.from() && !later.afterBreak();
    }

    private boolean isStrangerAt(int index) {
        if (index < 0 || !mentions.get(index).isUnknown()) {
            return false;
        }
        Token token = tokens.get(mentions.get(index).from());
        return !language.isTalk(token) && !token.isScrap() && !token.isNumber();
    }

    private boolean isOtherFood(Mention mention) {
        return mention.isUnknown() && language.isFood(tokens.get(mention.from()));
    }

    private boolean isOfFood(Mention mention) {
        return tokens.subList(mention.from(), mention.to()).stream().anyMatch(language::isFood);
    }

    /** A single word that says what something is made of. */
    private boolean isFood(Mention mention) {
        return mention.to() - mention.from() == 1 && language.isFood(tokens.get(mention.from()));
    }

    private boolean isMadeOf(Mention mention) {
        return isOtherFood(mention)
                && !KINDS.contains(tokens.get(mention.from()).stem());
    }

    private boolean isEnglish() {
        return language == Language.ENGLISH;
    }
}

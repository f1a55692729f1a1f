package dev.sotto.dialogue.understand.hearing;

import dev.sotto.schemas.restaurant.Ingredient;
import dev.sotto.schemas.restaurant.Menu;
import dev.sotto.schemas.restaurant.MenuCategory;
import dev.sotto.schemas.restaurant.MenuItem;
import dev.sotto.schemas.restaurant.MenuSize;
import dev.sotto.schemas.restaurant.OptionGroup;
import dev.sotto.schemas.restaurant.OptionValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything a menu calls its things, and the shorter names guests use for them: any part of a name that is rare enough
 * on this menu to point to it, worth as much as the share of the name's rareness that it carries.
 */
public final class Names {
    /** Below a third of its rareness a part no longer points to the name. */
    private static final double LEAST_SHARE = 0.34;

    /** Less rare a part says something only of a dish that can be had with just one thing that is called so. */
    static final double VAGUE = 0.3;

    /** A name that says what is not in it is never called by what it lacks: sugar free, coca zéro, non fat. */
    private static final Set<String> NEGATIONS = Set.of("free", "non", "no", "not", "without", "sans", "zero", "diet");

    private static final int MOST_WORDS_TO_SHORTEN = 6;

    private final Language language;
    private final Map<Meaning, Set<List<String>>> names = new LinkedHashMap<>();
    /** An answer with the name of what it answers: nobody shortens "thin crust pizza" to "crust pizza". */
    private final Map<Meaning, Set<List<String>>> whole = new LinkedHashMap<>();

    private final Map<String, Integer> spread = new HashMap<>();
    private final Set<List<String>> categoryNames = new HashSet<>();
    private final Set<List<String>> choiceNames = new HashSet<>();
    private final Map<String, Set<String>> nouns = new LinkedHashMap<>();
    private final Set<String> accented = new HashSet<>();
    private final Set<String> bare = new HashSet<>();
    private final Map<String, String> written = new HashMap<>();

    public Names(Menu menu, Language language) {
        this.language = language;
        for (MenuItem item : menu.items()) {
            name(new Meaning.Item(item.id()), item.name(), item.synonyms());
            Set<String> own = nouns.computeIfAbsent(item.id(), any -> new LinkedHashSet<>());
            own.add(noun(item.name()));
            item.synonyms().forEach(synonym -> own.add(noun(synonym)));
            for (MenuSize size : item.sizes()) {
                value(new Meaning.Value("size", size.id()), size.name(), size.synonyms(), List.of(sizeWord()));
            }
        }
        if (menu.items().stream().anyMatch(item -> !item.sizes().isEmpty())) {
            name(new Meaning.Group("size"), sizeWord(), List.of());
        }
        for (MenuCategory category : menu.categories()) {
            name(new Meaning.Category(category.id()), category.name(), category.synonyms());
        }
        for (OptionGroup group : menu.optionGroups()) {
            List<String> groupNames = new ArrayList<>(group.synonyms());
            groupNames.add(group.name());
            for (OptionValue value : group.values()) {
                value(new Meaning.Value(group.id(), value.id()), value.name(), value.synonyms(), groupNames);
            }
            name(new Meaning.Group(group.id()), group.name(), group.synonyms());
        }
        for (Ingredient ingredient : menu.ingredients()) {
            name(new Meaning.Part(ingredient.id()), ingredient.name(), ingredient.synonyms());
        }
    }

    public Lexicon lexicon() {
        Lexicon lexicon = new Lexicon(language);
        names.forEach((meaning, variants) -> {
            if (meaning instanceof Meaning.Category) {
                categoryNames.addAll(variants);
            } else if (meaning instanceof Meaning.Value) {
                choiceNames.addAll(variants);
            }
            new HashSet<>(variants.stream().flatMap(List::stream).toList())
                    .forEach(word -> spread.merge(word, 1, Integer::sum));
        });
        names.forEach((meaning, variants) -> variants.forEach(words -> {
            if (meaning instanceof Meaning.Category && language.isSignal(words)) {
                return; // "Extras", "en plus": a heading of the menu, and said of everything
            }
            lexicon.add(words, meaning, 1);
            if (!(meaning instanceof Meaning.Category) && !(meaning instanceof Meaning.Group)) {
                shorten(lexicon, words, meaning);
            }
        }));
        whole.forEach((meaning, variants) -> variants.forEach(words -> lexicon.add(words, meaning, 1)));
        nouns.forEach((item, own) -> own.forEach(noun -> lexicon.noun(item, noun)));
        written.forEach(lexicon::written);
        accented.stream().filter(stem -> !bare.contains(stem)).forEach(lexicon::accented);
        return lexicon;
    }

    private void shorten(Lexicon lexicon, List<String> words, Meaning meaning) {
        int size = words.size();
        if (size < 2 || size > MOST_WORDS_TO_SHORTEN) {
            return;
        }
        double whole = words.stream().mapToDouble(this::rareness).sum();
        for (int subset = 1; subset < (1 << size) - 1; subset++) {
            List<String> part = new ArrayList<>();
            for (int index = 0; index < size; index++) {
                if ((subset & 1 << index) != 0) {
                    part.add(words.get(index));
                }
            }
            double share = part.stream().mapToDouble(this::rareness).sum() / whole;
            boolean saysSomething = part.stream()
                    .anyMatch(word -> !language.isFunctionWord(word)
                            && !language.isKind(word)
                            && !NEGATIONS.contains(word)
                            && !isDigits(word));
            boolean choice = choiceNames.contains(part) && meaning instanceof Meaning.Item;
            boolean denied = words.stream().anyMatch(word -> NEGATIONS.contains(word) && !part.contains(word));
            // "One plain" is no plain dog, but one of what was named without anything.
            boolean plain = meaning instanceof Meaning.Item && part.stream().allMatch(language::isPlain);
            boolean tied = language.isTie(part.getFirst()) || language.isTie(part.getLast());
            boolean goesInto = meaning instanceof Meaning.Part || meaning instanceof Meaning.Value;
            boolean word = part.size() == 1
                    && !isDigits(part.getFirst())
                    && !language.isFunctionWord(part.getFirst())
                    && !NEGATIONS.contains(part.getFirst());
            if (goesInto && word && share < LEAST_SHARE && !tied && !denied) {
                lexicon.add(part, meaning, VAGUE);
            }
            if (share >= LEAST_SHARE
                    && saysSomething
                    && !plain
                    && !tied
                    && !choice
                    && !denied
                    && !categoryNames.contains(part)) {
                // A part is never as good as a name said in full.
                lexicon.add(part, meaning, Math.min(0.9, share));
            }
        }
    }

    private double rareness(String word) {
        return language.isTie(word) ? 0 : 1.0 / spread.getOrDefault(word, 1);
    }

    private void value(Meaning meaning, String name, List<String> synonyms, List<String> groupNames) {
        name(meaning, name, synonyms);
        List<String> all = new ArrayList<>(synonyms);
        all.add(name);
        for (String own : all) {
            for (String group : groupNames) {
                if (words(own).stream().noneMatch(words(group)::contains)) {
                    whole.computeIfAbsent(meaning, any -> new LinkedHashSet<>())
                            .addAll(List.of(joined(own, group), joined(group, own)));
                }
            }
        }
    }

    private List<String> joined(String first, String second) {
        List<String> words = new ArrayList<>(words(first));
        words.addAll(words(second));
        return words;
    }

    private void name(Meaning meaning, String name, List<String> synonyms) {
        remember(meaning, words(name));
        synonyms.forEach(synonym -> remember(meaning, words(synonym)));
    }

    private void remember(Meaning meaning, List<String> words) {
        if (!words.isEmpty()) {
            Set<List<String>> known = names.computeIfAbsent(meaning, any -> new LinkedHashSet<>());
            known.add(words);
            known.add(untied(words));
        }
    }

    /** The stems of a name without its links; a name of nothing but links keeps them. */
    private List<String> words(String name) {
        List<Token> tokens = Token.of(name, language);
        tokens.forEach(token -> written.put(token.plain(), token.stem()));
        tokens.forEach(token -> (token.isBare() ? bare : accented).add(token.stem()));
        List<String> content = tokens.stream()
                .filter(token -> !language.isLink(token.plain()))
                .map(Token::stem)
                .toList();
        return content.isEmpty() ? tokens.stream().map(Token::stem).toList() : content;
    }

    /** Soup of the day, soupe du jour, onion soup: what it is, and not which. */
    private String noun(String name) {
        List<Token> tokens = Token.of(name, language);
        List<Token> front = new ArrayList<>();
        for (Token token : tokens) {
            if (!front.isEmpty() && language.isOf(token.plain())) {
                break;
            }
            if (!language.isLink(token.plain())) {
                front.add(token);
            }
        }
        if (front.isEmpty()) {
            return name;
        }
        return (language == Language.FRENCH ? front.getFirst() : front.getLast()).stem();
    }

    /** The same without ties, for whoever says "mac cheese". */
    private List<String> untied(List<String> words) {
        List<String> content =
                words.stream().filter(word -> !language.isTie(word)).toList();
        return content.isEmpty() ? words : content;
    }

    private String sizeWord() {
        return language == Language.FRENCH ? "taille" : "size";
    }

    private static boolean isDigits(String word) {
        return word.chars().allMatch(Character::isDigit);
    }
}

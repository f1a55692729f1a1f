package dev.sotto.dialogue.understand.hearing;

import dev.sotto.dialogue.understand.hearing.Meaning.Signal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The words of one language that stand around the names of dishes; adding a language is adding a word file. */
public final class Language {
    /** What is told about the guest and not about the dishes. */
    private static final Set<Cue> SIDE_NOTES = EnumSet.of(
            Cue.ASK_WHICH,
            Cue.ASK_ABOUT_IT,
            Cue.ASK_PRICE,
            Cue.ASK_ALLERGENS,
            Cue.ASK_HOURS,
            Cue.ASK_WAIT,
            Cue.MY_NAME,
            Cue.PICKUP,
            Cue.DELIVERY,
            Cue.DINE_IN,
            Cue.TABLE,
            Cue.SEAT,
            Cue.FIRE,
            Cue.HOLD,
            Cue.PACE_NOW,
            Cue.PACE_LATER,
            Cue.PACE_FIRST,
            Cue.PACE_THEN,
            Cue.PACE_AFTER,
            Cue.PACE_TOGETHER,
            Cue.ASAP,
            Cue.CALL_BACK,
            Cue.MORE,
            Cue.ANGRY,
            Cue.PLACED_ORDER,
            Cue.BOOK,
            Cue.COMPLAINT,
            Cue.PAST,
            Cue.EARLIER,
            Cue.FRUSTRATED,
            Cue.CRITICAL,
            Cue.CLAIM_MISSING,
            Cue.CLAIM_WRONG,
            Cue.CLAIM_COLD,
            Cue.CLAIM_LATE,
            Cue.CLAIM_QUALITY,
            Cue.CLAIM_HEALTH,
            Cue.CLAIM_BILL,
            Cue.CLAIM_STAFF);

    /** Articles are no numbers in the name of a dish; these are. */
    private static final Set<String> ONES = Set.of("one", "1");

    /** What would be done, and what you will do: aurait, prendriez, apporterez. No food ends so. */
    private static final Pattern FRENCH_VERB = Pattern.compile("\\p{L}{2,}(?:rait|raient|riez|rions|rez)");

    private static final Set<String> BEING = Set.of(
            "am", "m", "re", "were", "been", "never", "suis", "sommes", "sont", "etes", "etait", "etaient", "ete");

    /** "My wife's saying" is what she does, "my mum's lasagna" a dish. */
    private static final Set<String> OWNERS = Set.of("s", "is", "are", "was", "be");

    private static final Set<String> INNER = Set.of("in", "on", "en");

    private static final Set<String> OF = Set.of("of", "de", "d", "du", "des", "la", "l");

    public static final Language ENGLISH = new Language(
            "en", "percent", "and", Set.of("of", "the", "s"), Set.of("and", "with", "a", "an", "in", "on", "n"));
    public static final Language FRENCH = new Language(
            "fr",
            "pourcent",
            "et",
            Set.of("de", "d", "du", "des", "la", "le", "les", "l", "au", "aux", "a"),
            Set.of("et", "un", "une", "en", "avec"));

    private final String code;
    private final String percent;
    private final String ampersand;
    private final Set<String> links;
    private final Set<String> ties;
    private final Map<List<String>, List<Signal>> signals;
    private final Set<String> functionWords = new HashSet<>();
    private final Set<List<String>> stemmedSignals = new HashSet<>();
    private final Map<String, String> numbers = new HashMap<>();
    private final Set<String> kinds = new HashSet<>();
    private final Set<String> dishes = new HashSet<>();
    private final Set<String> talk = new HashSet<>();
    private final Set<String> foods = new HashSet<>();
    private final Map<String, List<SideNote>> sideNotes = new HashMap<>();

    /** A phrase that tells something about the guest. */
    private record SideNote(List<String> words, Cue cue) {}

    /** A phrase that was said, and the index of the first word after it. */
    public record Note(Cue cue, int to) {}

    private Language(String code, String percent, String ampersand, Set<String> links, Set<String> ties) {
        this.code = code;
        this.percent = percent;
        this.ampersand = ampersand;
        this.links = links;
        this.ties = ties;
        this.signals = WordFile.signals(code);
        signals.forEach((words, meanings) -> meanings.stream()
                .filter(signal -> SIDE_NOTES.contains(signal.cue()))
                .forEach(signal -> sideNotes
                        .computeIfAbsent(words.getFirst(), any -> new ArrayList<>())
                        .add(new SideNote(words, signal.cue()))));
        signals.values().forEach(meanings -> meanings.removeIf(signal -> SIDE_NOTES.contains(signal.cue())));
        takeOut(Cue.KIND, word -> kinds.add(stem(word)));
        takeOut(Cue.DISH, word -> dishes.add(stem(word)));
        talk.addAll(WordFile.words(code + ".talk"));
        WordFile.words(code + ".foods").forEach(word -> foods.add(stem(word)));
        signals.forEach((words, meanings) -> meanings.stream()
                .filter(signal -> signal.cue() == Cue.NUMBER && words.size() == 1)
                .filter(signal -> signal.number() > 1 || ONES.contains(words.getFirst()))
                .forEach(signal -> numbers.put(words.getFirst(), String.valueOf(signal.number()))));
        signals.forEach((words, meanings) -> {
            // "Plain" alone may also be what is left of a name: a plain bun.
            boolean named = words.size() == 1 && meanings.stream().allMatch(signal -> signal.cue() == Cue.PLAIN);
            if (!named) {
                functionWords.addAll(words);
                words.forEach(word -> functionWords.add(stem(word)));
            }
        });
        signals.keySet()
                .forEach(words ->
                        stemmedSignals.add(words.stream().map(this::stem).toList()));
    }

    /** Words that are no signals, but are known to be of this kind. */
    private void takeOut(Cue cue, Consumer<String> keep) {
        signals.entrySet().removeIf(entry -> {
            if (entry.getValue().removeIf(signal -> signal.cue() == cue)) {
                keep.accept(entry.getKey().getFirst());
            }
            return entry.getValue().isEmpty();
        });
    }

    public static Language of(String code) {
        return code.startsWith("fr") ? FRENCH : ENGLISH;
    }

    String code() {
        return code;
    }

    String percent() {
        return percent;
    }

    /** The word that joins two things. */
    public String ampersand() {
        return ampersand;
    }

    /** Phrases of plain words with what they signal. */
    Map<List<String>, List<Signal>> signals() {
        return signals;
    }

    /** Whether these stems together are a phrase that is said around dishes. */
    boolean isSignal(List<String> stems) {
        return stemmedSignals.contains(stems);
    }

    /** The stem of a word that, alone, only says what kind of thing is meant: sauce, syrup. */
    boolean isKind(String stem) {
        return kinds.contains(stem);
    }

    /** The stem of a word that says what a dish is and leaves open what of: salad, soup. */
    boolean isDish(String stem) {
        return dishes.contains(stem);
    }

    /** The stem of a word that, alone, only says that nothing else is wanted. */
    boolean isPlain(String stem) {
        return signals.getOrDefault(List.of(stem), List.of()).stream().anyMatch(Meaning::isPlain);
    }

    /** A word of ordinary talk, which is no dish although nothing here follows from it. */
    public boolean isTalk(Token token) {
        boolean verb = this == FRENCH && FRENCH_VERB.matcher(token.plain()).matches();
        return verb || talk.contains(token.plain()) || talk.contains(token.stem());
    }

    /** Whether the second is said of somebody by the first: am hungry, suis végétarien, is driving. */
    public boolean isPredicate(Token verb, Token said) {
        boolean doing = this == ENGLISH && said.plain().endsWith("ing") && OWNERS.contains(verb.plain());
        return !isFood(said) && (doing || BEING.contains(verb.plain()));
    }

    boolean isFood(Token token) {
        return foods.contains(token.stem());
    }

    /** Every phrase that begins with this word and tells something about the guest. */
    public List<Note> notesAt(List<Token> tokens, int from) {
        List<Note> notes = new ArrayList<>();
        for (SideNote note : sideNotes.getOrDefault(tokens.get(from).plain(), List.of())) {
            int to = from + note.words().size();
            if (to <= tokens.size() && isSaid(note.words(), tokens, from)) {
                notes.add(new Note(note.cue(), to));
            }
        }
        return notes;
    }

    /** What is told about the guest anywhere in these words. */
    public Set<Cue> notesIn(List<Token> tokens) {
        Set<Cue> cues = EnumSet.noneOf(Cue.class);
        for (int from = 0; from < tokens.size(); from++) {
            notesAt(tokens, from).forEach(note -> cues.add(note.cue()));
        }
        return cues;
    }

    private static boolean isSaid(List<String> words, List<Token> tokens, int from) {
        for (int index = 0; index < words.size(); index++) {
            if (!tokens.get(from + index).plain().equals(words.get(index))) {
                return false;
            }
        }
        return true;
    }

    /** The number a single word stands for; -1 for none. */
    int numberOf(String plain) {
        return Integer.parseInt(numbers.getOrDefault(plain, "-1"));
    }

    /** A small word that may stand or be missing inside a name: mousse (au) chocolat, mac (and) cheese. */
    boolean isLink(String plain) {
        return links.contains(plain);
    }

    /** A small word that stands between two words of one name nobody knows: toad in the hole, pot au feu. */
    public boolean joinsNames(String plain) {
        return links.contains(plain) || INNER.contains(plain);
    }

    /** A small word between a thing and what it is of: terrine (de) lapin. */
    boolean isOf(String plain) {
        return OF.contains(plain);
    }

    /** A small word that a name may hold, but that otherwise parts two things: (mac) and (cheese). */
    boolean isTie(String plain) {
        return ties.contains(plain);
    }

    /** A word, or its stem, that stands in some signal phrase and so never names a dish by itself. */
    public boolean isFunctionWord(String word) {
        return functionWords.contains(word);
    }

    public String stem(String plain) {
        String digits = numbers.get(plain);
        if (digits != null) {
            return digits;
        }
        return Stem.of(plain, code.equals("fr"));
    }
}

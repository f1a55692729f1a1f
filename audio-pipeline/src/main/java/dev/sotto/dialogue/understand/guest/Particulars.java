package dev.sotto.dialogue.understand.guest;

import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.hearing.Language;
import dev.sotto.dialogue.understand.hearing.Language.Note;
import dev.sotto.dialogue.understand.hearing.Lexicon;
import dev.sotto.dialogue.understand.hearing.SpokenNumber;
import dev.sotto.dialogue.understand.hearing.Token;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds what a guest tells about himself, and takes those words out, so that nobody is served a Mr Basil. */
public final class Particulars {
    private static final int FEWEST_DIGITS = 8;
    private static final int MOST_NAME_WORDS = 3;
    private static final Set<Cue> TAKEN = EnumSet.of(
            Cue.MY_NAME, Cue.PICKUP, Cue.DELIVERY, Cue.DINE_IN, Cue.TABLE, Cue.SEAT, Cue.ASAP, Cue.CALL_BACK);
    private static final Set<String> FOR = Set.of("for", "pour");
    /** Who goes for something wants it: nobody is called so. */
    private static final Set<String> WANTING = Set.of("go", "going", "opt", "ask", "opter", "opte", "craque");

    private static final Set<String> PARTICLES =
            Set.of("de", "du", "van", "von", "le", "la", "el", "o", "mac", "mc", "saint");

    private final List<Token> tokens;
    private final Language language;
    private final Lexicon lexicon;
    private final Set<Integer> taken = new TreeSet<>();
    private @Nullable String table;
    private @Nullable String seat;
    private @Nullable String name;
    private @Nullable String phone;
    private @Nullable String time;
    private @Nullable String service;

    private Particulars(List<Token> tokens, Language language, Lexicon lexicon) {
        this.tokens = tokens;
        this.language = language;
        this.lexicon = lexicon;
    }

    /** What was told, and the words that are left. */
    public record Found(Context context, List<Token> rest) {}

    public static Found in(List<Token> tokens, Language language, Lexicon lexicon) {
        Particulars particulars = new Particulars(tokens, language, lexicon);
        for (int index = 0; index < tokens.size(); index++) {
            particulars.read(index);
        }
        return new Found(
                new Context(
                        particulars.table,
                        particulars.seat,
                        particulars.name,
                        particulars.phone,
                        particulars.time,
                        particulars.service),
                particulars.rest());
    }

    private void read(int index) {
        if (taken.contains(index)) {
            return;
        }
        dialled(index);
        SpokenTime said = SpokenTime.at(tokens, index, language);
        if (said != null && !taken.contains(index)) {
            time = said.text();
            take(index, said.to());
            return;
        }
        Note noted = noted(index);
        if (noted != null) {
            note(index, noted);
        } else if (FOR.contains(tokens.get(index).plain())) {
            forSomebody(index);
        }
    }

    private @Nullable Note noted(int from) {
        return language.notesAt(tokens, from).stream()
                .filter(note -> TAKEN.contains(note.cue()))
                .max(Comparator.comparingInt(Note::to))
                .orElse(null);
    }

    private List<String> plain(int from, int to) {
        return tokens.subList(from, to).stream().map(Token::plain).toList();
    }

    private void note(int from, Note noted) {
        switch (noted.cue()) {
            case PICKUP -> service(from, noted.to(), "pickup");
            case DELIVERY -> service(from, noted.to(), "delivery");
            case DINE_IN -> service(from, noted.to(), "dine_in");
            case TABLE -> {
                String number = number(from, noted.to());
                table = number == null ? table : number;
            }
            case SEAT -> {
                String number = number(from, noted.to());
                seat = number == null ? seat : number;
            }
            case MY_NAME -> named(from, noted.to(), true);
            case ASAP, CALL_BACK -> take(from, noted.to());
            default -> {}
        }
    }

    private void service(int from, int to, String way) {
        if (lexicon.namesBeyond(tokens, from, to)) {
            return; // "In a takeaway cup": how the menu serves it
        }
        service = way;
        take(from, to);
    }

    private @Nullable String number(int from, int to) {
        SpokenNumber number = SpokenNumber.at(tokens, to, language);
        if (number == null) {
            return null;
        }
        take(from, number.to());
        return number.digits();
    }

    /** "For Jim": somebody's name, where no dish and no other word is called so. */
    private void forSomebody(int index) {
        int next = index + 1;
        boolean wanting = index > 0 && WANTING.contains(tokens.get(index - 1).plain());
        boolean stranger = !wanting
                && next < tokens.size()
                && !tokens.get(next).afterBreak()
                && !language.isFunctionWord(tokens.get(next).plain())
                && !language.isTalk(tokens.get(next))
                && !lexicon.knows(tokens.get(next).stem())
                && !tokens.get(next).isNumber();
        boolean ends = next + 1 >= tokens.size()
                || tokens.get(next + 1).afterBreak()
                || language.isFunctionWord(tokens.get(next + 1).plain());
        if (stranger && (tokens.get(next).capital() || ends)) {
            named(index, next, false);
        }
    }

    private void named(int from, int start, boolean certain) {
        int to = start;
        int spelled = start;
        while (spelled < tokens.size()
                && tokens.get(spelled).plain().length() == 1
                && !tokens.get(spelled).isNumber()) {
            spelled++;
        }
        if (spelled - start >= 3) {
            name = capital(String.join("", plain(start, spelled)));
            take(from, spelled);
            return;
        }
        while (to < tokens.size() && to - start < MOST_NAME_WORDS && isName(to, start, certain)) {
            to++;
        }
        while (to > start && PARTICLES.contains(tokens.get(to - 1).plain())) {
            to--;
        }
        if (to > start) {
            name = tokens.subList(start, to).stream()
                    .map(token -> capital(token.said()))
                    .collect(Collectors.joining(" "));
            take(from, to);
        }
    }

    private boolean isName(int index, int start, boolean certain) {
        Token token = tokens.get(index);
        if (token.isNumber() || (index > start && token.afterBreak())) {
            return false;
        }
        boolean word = language.isFunctionWord(token.plain()) && !PARTICLES.contains(token.plain());
        boolean first = index == start && certain;
        return !word && (first || !lexicon.knows(token.stem()) || token.capital());
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    /** A row of numbers long enough to be dialled; "double five" is two of them. */
    private void dialled(int from) {
        StringBuilder digits = new StringBuilder();
        int at = from;
        int times = 1;
        while (at < tokens.size()) {
            String plain = tokens.get(at).plain();
            if (plain.equals("double") || plain.equals("triple")) {
                times = plain.equals("double") ? 2 : 3;
                at++;
                continue;
            }
            SpokenNumber number = SpokenNumber.at(tokens, at, language);
            if (number == null) {
                break;
            }
            digits.append(number.digits().repeat(times));
            times = 1;
            at = number.to();
        }
        if (digits.length() >= FEWEST_DIGITS) {
            phone = digits.toString();
            take(from, at);
        }
    }

    private void take(int from, int to) {
        for (int index = from; index < to; index++) {
            taken.add(index);
        }
    }

    private List<Token> rest() {
        if (taken.isEmpty()) {
            return tokens;
        }
        List<Token> rest = new ArrayList<>();
        boolean gap = false;
        for (int index = 0; index < tokens.size(); index++) {
            if (taken.contains(index)) {
                gap = true;
            } else {
                rest.add(gap ? tokens.get(index).broken() : tokens.get(index));
                gap = false;
            }
        }
        return rest;
    }
}

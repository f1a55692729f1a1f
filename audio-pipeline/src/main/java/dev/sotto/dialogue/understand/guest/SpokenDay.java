package dev.sotto.dialogue.understand.guest;

import dev.sotto.dialogue.understand.hearing.Language;
import dev.sotto.dialogue.understand.hearing.SpokenNumber;
import dev.sotto.dialogue.understand.hearing.Token;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A day as it is said: tonight, tomorrow, on Saturday, next Friday, the third of March, le 28 novembre. */
final class SpokenDay {
    private static final Set<String> TODAY = Set.of("today", "tonight", "aujourd", "soir", "midi");
    private static final Set<String> TOMORROW = Set.of("tomorrow", "demain");
    private static final List<String> ORDINALS = List.of(
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth");

    private final List<Token> tokens;
    private final Language language;
    private final LocalDate today;
    private final Locale locale;

    private SpokenDay(List<Token> tokens, Language language, LocalDate today) {
        this.tokens = tokens;
        this.language = language;
        this.today = today;
        this.locale = language == Language.FRENCH ? Locale.FRENCH : Locale.ENGLISH;
    }

    /** The next such day from today on; null where none is said. */
    static @Nullable LocalDate in(List<Token> tokens, Language language, LocalDate today) {
        SpokenDay spoken = new SpokenDay(tokens, language, today);
        LocalDate date = spoken.ofMonth();
        if (date == null) {
            date = spoken.ofWeek();
        }
        return date == null ? spoken.near() : date;
    }

    private @Nullable LocalDate near() {
        for (int index = 0; index < tokens.size(); index++) {
            String word = tokens.get(index).plain();
            if (TOMORROW.contains(word)) {
                boolean after = index > 0
                        && Set.of("after", "apres")
                                .contains(tokens.get(index - 1).plain());
                return today.plusDays(after ? 2 : 1);
            }
        }
        return tokens.stream().anyMatch(token -> TODAY.contains(token.plain())) ? today : null;
    }

    private @Nullable LocalDate ofWeek() {
        for (DayOfWeek day : DayOfWeek.values()) {
            String name = Token.plain(day.getDisplayName(TextStyle.FULL, locale).toLowerCase(locale));
            if (tokens.stream().anyMatch(token -> token.plain().equals(name))) {
                return today.with(TemporalAdjusters.nextOrSame(day));
            }
        }
        return null;
    }

    private @Nullable LocalDate ofMonth() {
        for (int index = 0; index < tokens.size(); index++) {
            for (Month month : Month.values()) {
                String name =
                        Token.plain(month.getDisplayName(TextStyle.FULL, locale).toLowerCase(locale));
                if (tokens.get(index).plain().equals(name)) {
                    int day = dayBeside(index);
                    return day == 0 ? null : upcoming(month, day);
                }
            }
        }
        return null;
    }

    private @Nullable LocalDate upcoming(Month month, int day) {
        try {
            LocalDate date = LocalDate.of(today.getYear(), month, day);
            return date.isBefore(today) ? date.plusYears(1) : date;
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    /** "The third of March", "March 3", "le 3 mars"; 0 for none. */
    private int dayBeside(int month) {
        for (int at = Math.max(0, month - 3); at <= Math.min(month + 2, tokens.size() - 1); at++) {
            int ordinal = ORDINALS.indexOf(tokens.get(at).plain()) + 1;
            SpokenNumber number = ordinal > 0 ? null : SpokenNumber.at(tokens, at, language);
            int day = ordinal > 0 ? ordinal : number == null ? 0 : number.value();
            boolean beside = at != month && day >= 1 && day <= 31;
            if (beside) {
                return day;
            }
        }
        return 0;
    }
}

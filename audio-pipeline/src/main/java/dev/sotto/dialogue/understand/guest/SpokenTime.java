package dev.sotto.dialogue.understand.guest;

import dev.sotto.dialogue.understand.hearing.Language;
import dev.sotto.dialogue.understand.hearing.SpokenNumber;
import dev.sotto.dialogue.understand.hearing.Token;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A time of the day as it is said: half past seven, at 7, vingt heures trente, in twenty minutes.
 *
 * @param text HH:mm, or PT20M for in twenty minutes
 * @param to index of the first word after it
 */
record SpokenTime(String text, int to) {
    private static final Set<String> AT = Set.of("at", "around", "by", "about");
    private static final Set<String> HOURS = Set.of("heures", "heure", "h");
    /** What goes on after a time without belonging to it. */
    private static final Set<String> ENDS = Set.of(
            "please",
            "tonight",
            "tomorrow",
            "today",
            "on",
            "for",
            "and",
            "under",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday");

    private static final Set<String> CLOCK = Set.of("oclock", "clock");
    private static final Set<String> MINUTES = Set.of("minutes", "minute", "mins", "min");
    /** Restaurants open at noon: a bare seven is seven in the evening. */
    private static final int LAST_EVENING_HOUR = 11;

    static @Nullable SpokenTime at(List<Token> tokens, int from, Language language) {
        String plain = tokens.get(from).plain();
        if (plain.equals("noon") || plain.equals("midi")) {
            return isClockWord(tokens, from) ? new SpokenTime("12:00", from + 1) : null;
        }
        SpokenTime later = later(tokens, from, language);
        if (later != null) {
            return later;
        }
        return language == Language.FRENCH ? french(tokens, from, language) : english(tokens, from, language);
    }

    /** "Midday" is a time after "at", and part of a name in "menu midi". */
    private static boolean isClockWord(List<Token> tokens, int from) {
        return from > 0
                && Set.of("a", "at", "pour", "for", "vers")
                        .contains(tokens.get(from - 1).plain());
    }

    private static @Nullable SpokenTime later(List<Token> tokens, int from, Language language) {
        boolean in = tokens.get(from).plain().equals("in")
                || tokens.get(from).plain().equals("dans");
        SpokenNumber number = in ? SpokenNumber.at(tokens, from + 1, language) : null;
        if (number == null || number.to() >= tokens.size()) {
            return null;
        }
        String unit = tokens.get(number.to()).plain();
        if (MINUTES.contains(unit)) {
            return new SpokenTime("PT" + number.value() + "M", number.to() + 1);
        }
        boolean hours = HOURS.contains(unit) || unit.equals("hour") || unit.equals("hours");
        return hours ? new SpokenTime("PT" + number.value() + "H", number.to() + 1) : null;
    }

    private static @Nullable SpokenTime french(List<Token> tokens, int from, Language language) {
        SpokenNumber hour = SpokenNumber.at(tokens, from, language);
        if (hour == null || hour.value() > 24 || !is(tokens, hour.to(), HOURS)) {
            return null;
        }
        int to = hour.to() + 1;
        if (is(tokens, to, Set.of("et")) && is(tokens, to + 1, Set.of("demie", "demi"))) {
            return time(hour.value(), 30, to + 2, false);
        }
        if (is(tokens, to, Set.of("et")) && is(tokens, to + 1, Set.of("quart"))) {
            return time(hour.value(), 15, to + 2, false);
        }
        SpokenNumber minute =
                to < tokens.size() && !tokens.get(to).afterBreak() ? SpokenNumber.at(tokens, to, language) : null;
        return minute != null && minute.value() >= 5 && minute.value() < 60
                ? time(hour.value(), minute.value(), minute.to(), false)
                : time(hour.value(), 0, to, false);
    }

    private static @Nullable SpokenTime english(List<Token> tokens, int from, Language language) {
        String plain = tokens.get(from).plain();
        boolean half = plain.equals("half");
        if ((half || plain.equals("quarter")) && is(tokens, from + 1, Set.of("past", "to"))) {
            SpokenNumber hour = SpokenNumber.at(tokens, from + 2, language);
            boolean to = is(tokens, from + 1, Set.of("to"));
            return hour == null
                    ? null
                    : time(to ? hour.value() - 1 : hour.value(), half ? 30 : to ? 45 : 15, hour.to(), false);
        }
        boolean at = AT.contains(plain);
        SpokenNumber hour = SpokenNumber.at(tokens, at ? from + 1 : from, language);
        if (hour == null || hour.value() < 1 || hour.value() > 24) {
            return null;
        }
        int to = hour.to();
        int minutes = 0;
        SpokenNumber minute = SpokenNumber.at(tokens, to, language);
        if (minute != null && minute.digits().length() == 2 && minute.value() < 60) {
            minutes = minute.value();
            to = minute.to();
        }
        int afterNoon = half(tokens, to, "p");
        if (afterNoon > to) {
            return time(hour.value(), minutes, afterNoon, false);
        }
        int beforeNoon = half(tokens, to, "a");
        if (beforeNoon > to) {
            return time(hour.value(), minutes, beforeNoon, true);
        }
        if (is(tokens, to, Set.of("o")) && is(tokens, to + 1, CLOCK)) {
            return time(hour.value(), minutes, to + 2, false);
        }
        boolean ends = to >= tokens.size() || tokens.get(to).afterBreak() || is(tokens, to, ENDS);
        return at && ends ? time(hour.value(), minutes, to, false) : null;
    }

    /** Index after "pm" or "p m"; the same index where it does not stand there. */
    private static int half(List<Token> tokens, int at, String letter) {
        if (is(tokens, at, Set.of(letter + "m"))) {
            return at + 1;
        }
        return is(tokens, at, Set.of(letter)) && is(tokens, at + 1, Set.of("m")) ? at + 2 : at;
    }

    private static boolean is(List<Token> tokens, int at, Set<String> words) {
        return at < tokens.size() && words.contains(tokens.get(at).plain());
    }

    private static @Nullable SpokenTime time(int hour, int minute, int to, boolean morning) {
        int of24 = !morning && hour <= LAST_EVENING_HOUR ? hour + 12 : hour;
        return of24 < 0 || of24 > 24
                ? null
                : new SpokenTime(String.format(Locale.ROOT, "%02d:%02d", of24 % 24, minute), to);
    }
}

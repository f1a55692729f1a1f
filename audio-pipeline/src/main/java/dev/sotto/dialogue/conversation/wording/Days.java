package dev.sotto.dialogue.conversation.wording;

import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Days of the week as they are said: one, a few, or from one to another. */
final class Days {
    private Days() {}

    static String named(List<DayOfWeek> days, Locale locale, String to) {
        if (days.isEmpty()) {
            return "";
        }
        boolean row = days.size() > 2;
        for (int index = 1; index < days.size(); index++) {
            row &= days.get(index) == days.get(index - 1).plus(1);
        }
        return row
                ? name(days.getFirst(), locale) + " " + to + " " + name(days.getLast(), locale)
                : days.stream().map(day -> name(day, locale)).collect(Collectors.joining(", "));
    }

    private static String name(DayOfWeek day, Locale locale) {
        return day.getDisplayName(TextStyle.FULL, locale);
    }
}

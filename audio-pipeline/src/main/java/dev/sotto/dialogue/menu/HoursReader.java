package dev.sotto.dialogue.menu;

import dev.sotto.schemas.restaurant.OpeningHours;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads spans of the week as people write them: {@code tue-sun} from {@code "11:30"} to {@code "23:00"}. */
final class HoursReader {
    private final Problems problems;

    HoursReader(Problems problems) {
        this.problems = problems;
    }

    OpeningHours read(Fields fields) {
        List<DayOfWeek> days = new ArrayList<>();
        for (String written : fields.texts("days")) {
            days.addAll(days(fields, written));
        }
        if (days.isEmpty()) {
            problems.add(fields.at("days"), "names no day", "write days: [monday, tuesday] or days: tue-sun");
        }
        return new OpeningHours(days, time(fields, "opens"), time(fields, "closes"));
    }

    private List<DayOfWeek> days(Fields fields, String written) {
        List<DayOfWeek> ends = new ArrayList<>();
        for (String word : written.split("\\s*-\\s*", 2)) {
            String wanted = word.toUpperCase(Locale.ROOT);
            Arrays.stream(DayOfWeek.values())
                    .filter(day -> wanted.length() >= 3 && day.name().startsWith(wanted))
                    .findFirst()
                    .ifPresentOrElse(
                            ends::add,
                            () -> problems.add(
                                    fields.at("days"), "\"" + word + "\" is not a day", "such as monday, or tue-sun"));
        }
        if (ends.size() < 2) {
            return ends;
        }
        List<DayOfWeek> span = new ArrayList<>();
        for (DayOfWeek day = ends.getFirst(); day != ends.getLast(); day = day.plus(1)) {
            span.add(day);
        }
        span.add(ends.getLast());
        return span;
    }

    private String time(Fields fields, String key) {
        String written = fields.text(key);
        if (!written.isEmpty() && !written.matches("([01][0-9]|2[0-3]):[0-5][0-9]|24:00")) {
            problems.add(fields.at(key), "must be a time such as \"11:30\", not \"" + written + "\"", "");
        }
        return written;
    }
}

package dev.sotto.dialogue.menu;

import dev.sotto.schemas.restaurant.OpeningHours;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Whether a restaurant takes orders at a moment, by its own clock. */
public final class OpeningTimes {
    private OpeningTimes() {}

    /** No hours at all means always. */
    public static boolean isOpen(RestaurantConfig config, Instant at) {
        ZonedDateTime local = at.atZone(ZoneId.of(config.timeZone()));
        return config.openingHours().isEmpty() || config.openingHours().stream().anyMatch(span -> covers(span, local));
    }

    private static boolean covers(OpeningHours span, ZonedDateTime local) {
        int now = local.getHour() * 60 + local.getMinute();
        int opens = minutes(span.opens());
        int closes = minutes(span.closes());
        boolean today = span.days().contains(local.getDayOfWeek());
        boolean yesterday = span.days().contains(local.getDayOfWeek().minus(1));
        if (opens < closes) {
            return today && now >= opens && now < closes;
        }
        return (today && now >= opens) || (yesterday && now < closes);
    }

    private static int minutes(String time) {
        return time.equals("24:00") ? 24 * 60 : LocalTime.parse(time).toSecondOfDay() / 60;
    }
}

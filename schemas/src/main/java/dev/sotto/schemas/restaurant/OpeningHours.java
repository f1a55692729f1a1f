package dev.sotto.schemas.restaurant;

import java.time.DayOfWeek;
import java.util.List;

/** One span of the day on some days of the week; local times HH:mm, closing before opening means past midnight. */
public record OpeningHours(List<DayOfWeek> days, String opens, String closes) {

    public OpeningHours {
        days = List.copyOf(days);
    }
}

package dev.sotto.dialogue.conversation.guest;

import dev.sotto.dialogue.conversation.wording.Say;
import dev.sotto.dialogue.menu.OpeningTimes;
import dev.sotto.schemas.dialogue.Guest;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** When a guest wants his food, by the restaurant's clock: a time today, or soon after midnight where it is still open. */
public final class WantedTime {
    private static final Duration NIGHT = Duration.ofHours(6);
    private static final int HALF_A_DAY = 12;

    private final RestaurantConfig config;

    public WantedTime(RestaurantConfig config) {
        this.config = config;
    }

    /**
     * A time that was said.
     *
     * @param time HH:mm
     * @param problem why it cannot be; null where it can
     */
    public record Checked(String time, @Nullable Say problem) {}

    /** @param said HH:mm, or PT20M for in twenty minutes */
    public Checked check(String said, Instant now) {
        ZonedDateTime local = now.atZone(ZoneId.of(config.timeZone())).truncatedTo(ChronoUnit.MINUTES);
        if (said.startsWith("PT")) {
            ZonedDateTime then = local.plus(Duration.parse(said));
            return checked(then, OpeningTimes.isOpen(config, then.toInstant()));
        }
        LocalTime clock = LocalTime.parse(said);
        ZonedDateTime then = next(local, clock);
        boolean possible = isPossible(then, local);
        // "At eleven", where nobody said whether in the morning or at night.
        ZonedDateTime other = next(local, clock.minusHours(HALF_A_DAY));
        if (!possible && isPossible(other, local)) {
            return checked(other, true);
        }
        return then.isBefore(local) ? new Checked(said, Say.TIME_PAST) : checked(then, possible);
    }

    /** The moment that a time of the state means; null for as soon as possible. */
    @Nullable
    public Instant moment(@Nullable String time, Instant now) {
        if (time == null || time.equals(Guest.ASAP)) {
            return null;
        }
        ZonedDateTime local = now.atZone(ZoneId.of(config.timeZone())).truncatedTo(ChronoUnit.MINUTES);
        ZonedDateTime then = next(local, LocalTime.parse(time));
        return then.isBefore(local) ? null : then.toInstant();
    }

    private static ZonedDateTime next(ZonedDateTime now, LocalTime clock) {
        ZonedDateTime today = now.with(clock);
        boolean afterMidnight =
                today.isBefore(now) && Duration.between(now, today.plusDays(1)).compareTo(NIGHT) < 0;
        return afterMidnight ? today.plusDays(1) : today;
    }

    private boolean isPossible(ZonedDateTime then, ZonedDateTime now) {
        return !then.isBefore(now) && OpeningTimes.isOpen(config, then.toInstant());
    }

    private static Checked checked(ZonedDateTime then, boolean possible) {
        return new Checked(then.toLocalTime().toString(), possible ? null : Say.TIME_CLOSED);
    }
}

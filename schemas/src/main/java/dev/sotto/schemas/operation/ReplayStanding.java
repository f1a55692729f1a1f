package dev.sotto.schemas.operation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a replay is.
 *
 * @param answers the event id of the wish it follows
 * @param copied records copied in all, or counted
 * @param bytes of the records that were counted; 0 where records are copied
 * @param readPerSecond records looked at in a second
 * @param problem in a sentence why it does not go on; null while it does
 */
public record ReplayStanding(
        String answers,
        ReplayState state,
        long copied,
        long bytes,
        double readPerSecond,
        List<ReplayPlace> places,
        @Nullable String problem)
        implements ReplayEvent {

    public ReplayStanding {
        places = List.copyOf(places);
    }

    /** Nothing was read yet. */
    public static ReplayStanding unread(String answers, ReplayState state) {
        return new ReplayStanding(answers, state, 0, 0, 0, List.of(), null);
    }

    /** As far as this, but no longer going on. */
    public ReplayStanding resting(String wish, ReplayState now, @Nullable String why) {
        return new ReplayStanding(wish, now, copied, bytes, 0, places, why);
    }

    public long read() {
        return places.stream().mapToLong(ReplayPlace::read).sum();
    }

    public long toRead() {
        return places.stream().mapToLong(ReplayPlace::toRead).sum();
    }
}

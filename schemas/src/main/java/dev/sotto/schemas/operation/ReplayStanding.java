package dev.sotto.schemas.operation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a replay is.
 *
 * @param answers the event id of the wish it follows
 * @param copied records copied in all, or counted; calls led again, or events applied
 * @param bytes of the records that were counted; 0 where records are copied
 * @param readPerSecond records looked at in a second
 * @param problem in a sentence why it does not go on; null while it does
 * @param outcome in a sentence what came of it so far; null where there are only copies
 * @param counts what was counted so far, so that whoever goes on counts on
 */
public record ReplayStanding(
        String answers,
        ReplayState state,
        long copied,
        long bytes,
        double readPerSecond,
        List<ReplayPlace> places,
        @Nullable String problem,
        @Nullable String outcome,
        Map<String, Long> counts)
        implements ReplayEvent {

    public ReplayStanding {
        places = List.copyOf(places);
        // Those written before there was such a field come without it.
        counts = counts == null ? Map.of() : Map.copyOf(counts);
    }

    /** Nothing was read yet. */
    public static ReplayStanding unread(String answers, ReplayState state) {
        return new ReplayStanding(answers, state, 0, 0, 0, List.of(), null, null, Map.of());
    }

    /** As far as this, but no longer going on. */
    public ReplayStanding resting(String wish, ReplayState now, @Nullable String why) {
        return new ReplayStanding(wish, now, copied, bytes, 0, places, why, outcome, counts);
    }

    /** Whether nothing is left of a partition. */
    public boolean isThrough(int partition) {
        return places.stream().anyMatch(place -> place.partition() == partition && place.next() >= place.to());
    }

    public long read() {
        return places.stream().mapToLong(ReplayPlace::read).sum();
    }

    public long toRead() {
        return places.stream().mapToLong(ReplayPlace::toRead).sum();
    }
}

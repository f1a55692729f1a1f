package dev.sotto.gateway.room;

import dev.sotto.schemas.room.PipelineRoom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the workers of the pipeline last said about their room. A caller who is let in without any waits in silence, so
 * a worker that lags, or is not heard of any more, has none. Read from any thread.
 */
public final class PipelineRooms {

    /** Five reports missed: longer than a pause of the collector, shorter than a caller's patience. */
    static final Duration FRESH = Duration.ofSeconds(5);

    /** An answer would come two seconds late before anything is said; the caller has then begun again. */
    static final long LAG_AT_MOST_MILLIS = 2_000;

    /** A worker that stopped is not remembered for ever. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    private record Report(PipelineRoom room, Instant at) {}

    private final InstantSource clock;
    private final Map<String, Report> latest = new ConcurrentHashMap<>();

    public PipelineRooms(InstantSource clock) {
        this.clock = clock;
    }

    /** @param at when the log says it was written */
    public void told(PipelineRoom room, Instant at) {
        latest.put(room.workerId(), new Report(room, at));
        Instant now = clock.instant();
        latest.values().removeIf(report -> report.at().isBefore(now.minus(FORGOTTEN)));
    }

    /** A pipeline that has never said anything is an older one, and callers are let in as before. */
    public Room look() {
        if (latest.isEmpty()) {
            return new Room.Free();
        }
        List<PipelineRoom> fresh = latest.values().stream()
                .filter(report -> report.at().isAfter(clock.instant().minus(FRESH)))
                .map(Report::room)
                .toList();
        if (fresh.isEmpty()) {
            return new Room.Full(
                    "pipeline-silent",
                    "No worker of the audio pipeline has been heard of for " + FRESH.toSeconds() + " s.");
        }
        List<PipelineRoom> open =
                fresh.stream().filter(room -> room.capacity() > 0).toList();
        if (open.isEmpty()) {
            return new Room.Full(
                    "pipeline-closed", "Every worker of the audio pipeline is starting, stopping or without calls.");
        }
        List<PipelineRoom> inTime = open.stream()
                .filter(room -> room.lagMillis() <= LAG_AT_MOST_MILLIS)
                .toList();
        if (inTime.isEmpty()) {
            return new Room.Full(
                    "pipeline-lag",
                    "Every worker of the audio pipeline is more than " + LAG_AT_MOST_MILLIS + " ms behind.");
        }
        int streams = inTime.stream().mapToInt(PipelineRoom::streams).sum();
        int capacity = inTime.stream().mapToInt(PipelineRoom::capacity).sum();
        return streams < capacity
                ? new Room.Free()
                : new Room.Full("pipeline-full", "The audio pipeline hears " + streams + " calls, all it can.");
    }
}

package dev.sotto.local.operate;

import dev.sotto.local.terminal.ProgressLine;
import dev.sotto.log.passage.Passages;
import dev.sotto.log.replay.Errand;
import dev.sotto.pipeline.PastCalls;
import dev.sotto.schemas.operation.ReplayPlace;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Leads a rerun through the partitions that are left of it. A partition is told of, and written down, as a whole: what was
 * begun of one when it was cut off is done again.
 */
final class RerunCourse implements Passages.Guide {

    private final PastCalls calls;
    private final RerunReport report;
    private final @Nullable RerunShadows shadows;
    private final @Nullable Errand errand;
    private final ProgressLine progress;
    private final Map<Integer, ReplayPlace> places = new TreeMap<>();

    RerunCourse(
            PastCalls calls,
            RerunReport report,
            @Nullable RerunShadows shadows,
            @Nullable Errand errand,
            ProgressLine progress) {
        this.calls = calls;
        this.report = report;
        this.shadows = shadows;
        this.errand = errand;
        this.progress = progress;
    }

    @Override
    public void begin(Map<Integer, Long> records) {
        records.forEach((partition, all) -> {
            boolean isThrough = errand != null && errand.before().isThrough(partition);
            places.put(partition, new ReplayPlace(partition, 0, isThrough ? all : 0, all));
        });
    }

    @Override
    public boolean isWanted(int partition) {
        return errand == null || !errand.before().isThrough(partition);
    }

    @Override
    public boolean goOn(int partition, int more) {
        places.computeIfPresent(
                partition,
                (any, place) -> new ReplayPlace(
                        partition, 0, Math.min(place.next() + more, Math.max(0, place.to() - 1)), place.to()));
        show();
        if (errand == null) {
            return true;
        }
        errand.moved(now());
        return errand.goesOn(more);
    }

    @Override
    public void over(int partition) {
        PastCalls.Outcome outcome = calls.over();
        report.tell(outcome);
        if (shadows != null) {
            shadows.put(outcome);
        }
        places.computeIfPresent(partition, (any, place) -> new ReplayPlace(partition, 0, place.to(), place.to()));
        show();
        if (errand != null) {
            errand.reached(now(), report.calls(), report.calls() == 0 ? null : report.summary(), report.counts());
        }
    }

    private List<ReplayPlace> now() {
        return List.copyOf(places.values());
    }

    private void show() {
        progress.show(
                places.values().stream().mapToLong(ReplayPlace::read).sum(),
                places.values().stream().mapToLong(ReplayPlace::toRead).sum());
    }
}

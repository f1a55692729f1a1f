package dev.sotto.analytics;

import dev.sotto.analytics.SinkStage.Entry;
import dev.sotto.analytics.hot.HotRow;
import dev.sotto.analytics.hot.HotStore;
import dev.sotto.analytics.hot.HotStoreAway;
import dev.sotto.analytics.lake.Offsets;
import dev.sotto.analytics.lake.Row;
import dev.sotto.analytics.lake.TableShape;
import dev.sotto.log.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Shows a stage's records to questions before their commit, and takes them away after it. What cannot be shown goes with
 * the next batch, so that no record is seen without those ahead of it; the lake waits for none of this.
 */
final class HotFeed<V> {

    /** Whoever reads what is this old is catching up, which goes faster without showing it on the way. */
    private static final Duration BACKLOG = Duration.ofSeconds(30);

    private final HotStore store;
    private final TableShape shape;
    private final SinkGauges gauges;
    private final JsonMapper json = JsonMapper.shared();
    private final Map<Position, Entry<V>> unseen = new LinkedHashMap<>();
    private final AtomicBoolean untidied = new AtomicBoolean(true);

    HotFeed(HotStore store, TableShape shape, SinkGauges gauges) {
        this.store = store;
        this.shape = shape;
        this.gauges = gauges;
    }

    /** What a run that ended had not shown is delivered to another. */
    void beginAnew() {
        synchronized (unseen) {
            unseen.clear();
        }
    }

    void show(List<Entry<V>> batch) {
        List<Entry<V>> showing = andThoseBefore(batch);
        if (showing.isEmpty() || isBacklog(showing.getLast())) {
            return;
        }
        try {
            store.put(shape, showing.stream().flatMap(this::rows).toList());
            untidied.set(true);
            showing.forEach(this::seen);
            gauges.shown(showing);
        } catch (HotStoreAway away) {
            gauges.notShown(away);
        }
    }

    /** @param offsets what the table holds, these records included */
    void held(List<Entry<V>> records, Offsets offsets) {
        records.forEach(this::seen);
        if (untidied.getAndSet(false)) {
            try {
                store.drop(shape, offsets);
            } catch (HotStoreAway away) {
                untidied.set(true);
                gauges.notShown(away);
            }
        }
    }

    private List<Entry<V>> andThoseBefore(List<Entry<V>> batch) {
        synchronized (unseen) {
            batch.stream()
                    .filter(entry -> !entry.rows().isEmpty())
                    .forEach(entry -> unseen.put(entry.delivery().position(), entry));
            return new ArrayList<>(unseen.values());
        }
    }

    private void seen(Entry<V> entry) {
        synchronized (unseen) {
            unseen.remove(entry.delivery().position());
        }
    }

    private static boolean isBacklog(Entry<?> newest) {
        return newest.delivery().appendedAt().plus(BACKLOG).isBefore(Instant.now());
    }

    private Stream<HotRow> rows(Entry<V> entry) {
        Position position = entry.delivery().position();
        List<HotRow> rows = new ArrayList<>();
        for (Row row : entry.rows()) {
            rows.add(new HotRow(
                    position.partition(),
                    position.offset(),
                    rows.size(),
                    row.restaurantId(),
                    json.writeValueAsString(row.values())));
        }
        return rows.stream();
    }
}

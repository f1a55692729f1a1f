package dev.sotto.log;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The partitions a consumer of a group owns now, and what is unacknowledged in each. Used from any thread. */
final class Assignment {

    /** A rebalance takes everything away before it gives it back; most are over long before this. */
    static final Duration REBALANCE = Duration.ofSeconds(2);

    private final Map<TopicPartition, Owned> partitions = new ConcurrentHashMap<>();
    private final AtomicInteger term = new AtomicInteger();
    private final Runnable onFinish;
    private volatile boolean heldAny;
    private volatile long lastTakenNanos;

    private record Owned(int since, Acknowledgements acknowledgements) {}

    /** @param onFinish called for every record that is finished */
    Assignment(Runnable onFinish) {
        this.onFinish = onFinish;
    }

    void given(TopicPartition partition) {
        partitions.put(partition, new Owned(term(), new Acknowledgements(onFinish)));
        heldAny = true;
    }

    void taken(TopicPartition partition) {
        term.incrementAndGet();
        lastTakenNanos = System.nanoTime();
        Owned lost = partitions.remove(partition);
        if (lost != null) {
            lost.acknowledgements().revoke();
        }
    }

    /** Its consumer is no longer read from. */
    void end() {
        partitions.keySet().forEach(this::taken);
    }

    /** Ends with every partition that is taken away. */
    int term() {
        return term.get();
    }

    /** Where a record is acknowledged; null when its partition was taken away since it was fetched. */
    @Nullable
    Acknowledgements of(TopicPartition partition, @Nullable Fetched key) {
        Owned owned = partitions.get(partition);
        if (owned == null || (key != null && key.term() < owned.since())) {
            return null;
        }
        return owned.acknowledgements();
    }

    /** True while there are any, and for {@link #REBALANCE} after all were taken away. */
    boolean holds() {
        return !partitions.isEmpty() || (heldAny && System.nanoTime() - lastTakenNanos < REBALANCE.toNanos());
    }

    int inFlight() {
        return partitions.values().stream()
                .mapToInt(owned -> owned.acknowledgements().inFlight())
                .sum();
    }
}

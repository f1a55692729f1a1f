package dev.sotto.log;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/** The partitions a worker of a group owns now, and what is unacknowledged in each. Used from any thread. */
final class Assignment {

    /** A rebalance takes everything away before it gives it back; most are over long before this. */
    static final Duration REBALANCE = Duration.ofSeconds(2);

    private final Map<TopicPartition, Acknowledgements> partitions = new ConcurrentHashMap<>();
    private final Runnable onFinish;
    private volatile boolean heldAny;
    private volatile long lastTakenNanos;

    /** @param onFinish called for every record that is finished */
    Assignment(Runnable onFinish) {
        this.onFinish = onFinish;
    }

    void given(TopicPartition partition) {
        partitions.put(partition, new Acknowledgements(onFinish));
        heldAny = true;
    }

    void taken(TopicPartition partition) {
        lastTakenNanos = System.nanoTime();
        Acknowledgements lost = partitions.remove(partition);
        if (lost != null) {
            lost.revoke();
        }
    }

    Acknowledgements of(TopicPartition partition) {
        Acknowledgements known = partitions.get(partition);
        return known != null ? known : partitions.computeIfAbsent(partition, any -> new Acknowledgements(onFinish));
    }

    /** True while there are any, and for {@link #REBALANCE} after all were taken away. */
    boolean holds() {
        return !partitions.isEmpty() || (heldAny && System.nanoTime() - lastTakenNanos < REBALANCE.toNanos());
    }

    int inFlight() {
        return partitions.values().stream().mapToInt(Acknowledgements::inFlight).sum();
    }
}

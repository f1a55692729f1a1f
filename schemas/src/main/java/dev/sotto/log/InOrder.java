package dev.sotto.log;

import dev.sotto.schemas.TopicRecord;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.GroupedFlux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/**
 * Work on many keys at once while each key's records stay in order. Keys share a fixed number of lanes; a lane works on
 * one record at a time, so memory and concurrency are bounded whatever the number of keys. A slow lane, once its queue
 * is full, holds back the others: that is the back-pressure that pauses the consumer.
 */
public final class InOrder<V extends TopicRecord> {

    private static final Logger LOG = LoggerFactory.getLogger(InOrder.class);
    private static final int LANE_QUEUE = 64;

    private final EventLog log;
    private final String group;
    private final int lanes;
    private final Scheduler scheduler;
    private final Predicate<Throwable> transientFailure;

    /**
     * @param lanes how many records are worked on at once
     * @param scheduler where the work runs; never an event loop when it may block
     * @param transientFailure which failures, beside {@link LogUnavailable}, pass by themselves and are waited out; all
     *     others bury the record
     */
    public InOrder(EventLog log, String group, int lanes, Scheduler scheduler, Predicate<Throwable> transientFailure) {
        this.log = log;
        this.group = group;
        this.lanes = lanes;
        this.scheduler = scheduler;
        this.transientFailure = transientFailure;
    }

    /**
     * Works on each record in the order of its key. What the work emits goes downstream; whoever finishes it, the work
     * or what follows, acknowledges the delivery. What was taken away while it waited for its turn is left to whom it is
     * given.
     */
    public <R> Function<Flux<Delivery<V>>, Flux<R>> perKey(Function<Delivery<V>, Mono<R>> work) {
        return deliveries -> deliveries
                .groupBy(delivery -> lane(delivery.key()), LANE_QUEUE * lanes)
                .flatMap(lane -> onLane(lane, work), lanes, LANE_QUEUE);
    }

    private <R> Flux<R> onLane(GroupedFlux<Integer, Delivery<V>> lane, Function<Delivery<V>, Mono<R>> work) {
        return lane.publishOn(scheduler, LANE_QUEUE).concatMap(delivery -> guarded(delivery, work), 1);
    }

    private <R> Mono<R> guarded(Delivery<V> delivery, Function<Delivery<V>, Mono<R>> work) {
        return Mono.defer(() -> delivery.isVoid() ? Mono.<R>empty() : work.apply(delivery))
                .retryWhen(waitOut(delivery))
                .onErrorResume(poison -> log.bury(delivery, group, poison).then(Mono.empty()));
    }

    private Retry waitOut(Delivery<V> delivery) {
        return Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(100))
                .maxBackoff(Duration.ofSeconds(5))
                .filter(failure -> failure instanceof LogUnavailable || transientFailure.test(failure))
                .doBeforeRetry(retry -> LOG.warn(
                        "Group {} waits at {}: {}",
                        group,
                        delivery.position(),
                        retry.failure().getMessage()));
    }

    private int lane(String key) {
        return Math.floorMod(key.hashCode() * 0x9E3779B9, lanes);
    }

    /**
     * Collects deliveries per partition, in order, for sinks that write many at once. What was taken away while it waited is
     * left out: it is delivered again, and may be in the same batch.
     */
    public static <V> Function<Flux<Delivery<V>>, Flux<List<Delivery<V>>>> batches(
            int partitions, int atMost, Duration wait) {
        return deliveries -> deliveries
                .groupBy(
                        delivery -> delivery.position().topic()
                                + delivery.position().partition(),
                        atMost * 2)
                .flatMap(partition -> partition.bufferTimeout(atMost, wait, true), partitions, 1)
                .map(batch ->
                        batch.stream().filter(delivery -> !delivery.isVoid()).toList())
                .filter(batch -> !batch.isEmpty());
    }
}

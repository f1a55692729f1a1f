package dev.sotto.orders;

import dev.sotto.log.Delivery;
import dev.sotto.log.EventLog;
import dev.sotto.log.InOrder;
import dev.sotto.log.Subscription;
import dev.sotto.orders.store.Fault;
import dev.sotto.schemas.TopicRecord;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Topics whose records may be written twice without harm: read in batches, acknowledged when they are written. A database
 * that is away is waited for, which pauses the consumer; a record no table takes goes to the dead letters alone.
 */
final class WrittenDown<V extends TopicRecord> {

    private static final Logger LOG = LoggerFactory.getLogger(WrittenDown.class);
    private static final int AT_ONCE = 500;
    private static final Duration WAIT = Duration.ofMillis(20);
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(2);

    private final EventLog log;
    private final Subscription<V> subscription;
    private final Function<List<Delivery<V>>, Mono<Void>> write;
    private final MeterRegistry registry;

    WrittenDown(
            EventLog log,
            Subscription<V> subscription,
            Function<List<Delivery<V>>, Mono<Void>> write,
            MeterRegistry registry) {
        this.log = log;
        this.subscription = subscription;
        this.write = write;
        this.registry = registry;
    }

    /** Runs until cancelled, or until something fails that no waiting mends. */
    Flux<Void> run() {
        int partitions = subscription.topics().stream()
                .mapToInt(topic -> topic.partitions())
                .sum();
        return log.read(subscription)
                .transform(InOrder.batches(partitions, AT_ONCE, WAIT))
                .concatMap(this::settle, 1);
    }

    private Mono<Void> settle(List<Delivery<V>> batch) {
        return Mono.defer(() -> write.apply(batch))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_RETRY)
                        .maxBackoff(LONGEST_RETRY)
                        .filter(error -> Fault.of(error) == Fault.AWAY)
                        .doBeforeRetry(retry -> LOG.warn(
                                "The database is away ({}); {} records from {} on wait",
                                Fault.sentence(retry.failure()),
                                batch.size(),
                                batch.getFirst().position())))
                .doOnSuccess(written -> batch.forEach(Delivery::acknowledge))
                .onErrorResume(error -> Fault.of(error) == Fault.POISON, poison -> isolate(batch, poison));
    }

    private Mono<Void> isolate(List<Delivery<V>> batch, Throwable poison) {
        if (batch.size() == 1) {
            registry.counter("sotto.orders.dropped", "reason", subscription.group())
                    .increment();
            return log.bury(batch.getFirst(), subscription.group(), poison);
        }
        int half = batch.size() / 2;
        return settle(batch.subList(0, half)).then(Mono.defer(() -> settle(batch.subList(half, batch.size()))));
    }
}

package dev.sotto.orders;

import dev.sotto.log.Delivery;
import dev.sotto.log.InOrder;
import dev.sotto.orders.ledger.Ledger;
import dev.sotto.orders.ledger.Written;
import dev.sotto.orders.store.Fault;
import dev.sotto.schemas.order.OrderRecord;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Order events become rows. A delivery is acknowledged only after its transaction is committed; while the database is
 * away the batches wait and retry, which stops the demand, which pauses the consumer: the log keeps the rest.
 */
final class OrderStage {

    static final String GROUP = "order-processor";
    private static final Logger LOG = LoggerFactory.getLogger(OrderStage.class);
    /** Partitions are written side by side: while one waits for its commit, another is folded. Each is in order. */
    private static final int WRITERS = 2;

    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    /** How long after its return a database can still be thought away. */
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(2);

    private final Source source;
    private final Ledger ledger;
    private final OrderMeters meters;
    private final OrdersSettings settings;

    /** Where deliveries come from and where the dead ones go. */
    interface Source {
        Flux<Delivery<OrderRecord>> deliveries();

        int partitions();

        /** Completes when the record is safe among the dead letters and acknowledged. */
        Mono<Void> bury(Delivery<OrderRecord> dead, Throwable why);
    }

    OrderStage(Source source, Ledger ledger, OrderMeters meters, OrdersSettings settings) {
        this.source = source;
        this.ledger = ledger;
        this.meters = meters;
        this.settings = settings;
    }

    /** Runs until cancelled, or until something fails that no waiting mends. */
    Flux<Written> run() {
        return source.deliveries()
                .map(meters::entered)
                .transform(InOrder.batches(source.partitions(), settings.batchSize(), settings.batchWait()))
                .groupBy(batch -> batch.getFirst().position().partition() % WRITERS, 2 * WRITERS)
                .flatMap(partitions -> partitions.concatMap(this::settle, 1), WRITERS, 1);
    }

    private Mono<Written> settle(List<Delivery<OrderRecord>> batch) {
        return Mono.defer(() -> ledger.write(batch))
                .retryWhen(waitForTheDatabase(batch))
                .delayUntil(written -> buryLost(written.lost()))
                .doOnNext(written -> settled(batch, written))
                .onErrorResume(error -> Fault.of(error) == Fault.POISON, poison -> isolate(batch, poison));
    }

    private void settled(List<Delivery<OrderRecord>> batch, Written written) {
        batch.forEach(Delivery::acknowledge);
        meters.left(batch, written);
    }

    private Retry waitForTheDatabase(List<Delivery<OrderRecord>> batch) {
        return Retry.backoff(Long.MAX_VALUE, FIRST_RETRY)
                .maxBackoff(LONGEST_RETRY)
                .transientErrors(true)
                .filter(error -> Fault.of(error) == Fault.AWAY)
                .doBeforeRetry(retry -> {
                    meters.waiting(batch, retry.failure());
                    LOG.warn(
                            "The database is away ({}); {} order events from {} on wait",
                            Fault.sentence(retry.failure()),
                            batch.size(),
                            batch.getFirst().position());
                });
    }

    /** Halves the batch until the record that cannot be written stands alone, so that its neighbours are written. */
    private Mono<Written> isolate(List<Delivery<OrderRecord>> batch, Throwable poison) {
        if (batch.size() == 1) {
            return Mono.defer(() -> ledger.pass(batch.getFirst().position()))
                    .retryWhen(waitForTheDatabase(batch))
                    .then(bury(batch.getFirst(), poison, "poison"))
                    .thenReturn(new Written(0, 0, List.of()));
        }
        int half = batch.size() / 2;
        return settle(batch.subList(0, half)).then(Mono.defer(() -> settle(batch.subList(half, batch.size()))));
    }

    private Mono<Void> buryLost(List<Delivery<OrderRecord>> lost) {
        return Flux.fromIterable(lost)
                .concatMap(each -> bury(each, new BehindFence(each.position()), "behind-fence"), 1)
                .then();
    }

    private Mono<Void> bury(Delivery<OrderRecord> dead, Throwable why, String reason) {
        return source.bury(dead, why).doOnSuccess(buried -> meters.dropped(reason));
    }
}

package dev.sotto.orders;

import dev.sotto.orders.rounds.Rounds;
import dev.sotto.orders.store.Fault;
import dev.sotto.orders.store.Migrations;
import java.time.Duration;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Brings the tables up to date, then keeps the stage running while the service runs. A database that is away at the
 * start is waited for; a failure that waiting does not mend is shown on the health page and looked at again slowly,
 * because an operator mends it while we run.
 */
final class OrderIntake extends Rounds {

    private static final Logger LOG = LoggerFactory.getLogger(OrderIntake.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(5);
    private static final Duration AFTER_A_BREAKDOWN = Duration.ofSeconds(10);

    /** What the intake is doing. */
    sealed interface Standing {
        record Starting(String waitsFor) implements Standing {}

        record Running() implements Standing {}

        record BrokenDown(String why) implements Standing {}
    }

    private final Migrations migrations;
    private final OrderStage stage;
    private final Flux<Void> besides;
    private volatile Standing standing = new Standing.Starting("The tables are being brought up to date.");
    private volatile boolean tablesAreThere;

    /** @param besides what is written down beside the orders, once the tables are there */
    OrderIntake(Migrations migrations, OrderStage stage, Flux<Void> besides) {
        this.migrations = migrations;
        this.stage = stage;
        this.besides = besides;
    }

    /** False from the start until the tables have the shape this version reads and writes. */
    boolean tablesAreThere() {
        return tablesAreThere;
    }

    Standing standing() {
        return standing;
    }

    @Override
    protected Publisher<?> rounds() {
        return Mono.defer(migrations::run)
                .retryWhen(waitForTheDatabase())
                .doOnSuccess(done -> isRunningNow())
                .thenMany(Flux.merge(stage.run().then(), besides))
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, AFTER_A_BREAKDOWN)
                        .doBeforeRetry(retry -> brokenDown(retry.failure())));
    }

    private void isRunningNow() {
        tablesAreThere = true;
        standing = new Standing.Running();
    }

    private Retry waitForTheDatabase() {
        return Retry.backoff(Long.MAX_VALUE, FIRST_RETRY)
                .maxBackoff(LONGEST_RETRY)
                .filter(error -> Fault.of(error) == Fault.AWAY)
                .doBeforeRetry(retry -> {
                    standing = new Standing.Starting("The database is away: " + Fault.sentence(retry.failure()));
                    LOG.warn("The database is away at the start: {}", Fault.sentence(retry.failure()));
                });
    }

    private void brokenDown(Throwable why) {
        LOG.error("The order stage broke down and starts again in {} s", AFTER_A_BREAKDOWN.toSeconds(), why);
        standing = new Standing.BrokenDown(Fault.sentence(why));
    }
}

package dev.sotto.orders.command;

import dev.sotto.orders.rounds.Rounds;
import dev.sotto.orders.store.Fault;
import dev.sotto.schemas.order.OrderRecord;
import java.time.Duration;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Appends what a crash or an absent log left behind; the event ids are what they were, so twice is once. */
public final class CommandRelay extends Rounds {

    private static final Logger LOG = LoggerFactory.getLogger(CommandRelay.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    private static final Duration LEFT_BEHIND_AFTER = Duration.ofSeconds(5);
    private static final Duration RECEIPTS_KEPT = Duration.ofHours(24);
    private static final int AT_ONCE = 200;

    private final CommandLog log;
    private final Function<OrderRecord, Mono<Void>> append;

    public CommandRelay(CommandLog log, Function<OrderRecord, Mono<Void>> append) {
        this.log = log;
        this.append = append;
    }

    private Mono<Void> look() {
        return log.waiting(LEFT_BEHIND_AFTER, AT_ONCE)
                .concatMap(event -> append.apply(OrderCommands.record(event)), 1)
                .then()
                .doOnError(away -> LOG.warn("Commands wait for the log or the database: {}", Fault.sentence(away)))
                .onErrorComplete();
    }

    @Override
    protected Publisher<?> rounds() {
        Flux<Void> appended = Flux.interval(LOOK_EVERY).onBackpressureDrop().concatMap(tick -> look(), 1);
        return Flux.merge(
                appended, eachHour(() -> log.forgetReceipts(RECEIPTS_KEPT).then()));
    }
}

package dev.sotto.orders.printer;

import dev.sotto.log.StateTable;
import dev.sotto.orders.printer.Spool.Held;
import dev.sotto.orders.printer.line.Destination;
import dev.sotto.orders.printer.line.Outcome;
import dev.sotto.orders.printer.line.PrinterLine;
import dev.sotto.orders.printer.line.PrinterLine.Printer;
import dev.sotto.orders.printer.line.PrinterSettings;
import dev.sotto.orders.printer.line.Trouble;
import dev.sotto.orders.printer.slip.Layout;
import dev.sotto.orders.printer.slip.Slip;
import dev.sotto.orders.printer.slip.Slips;
import dev.sotto.orders.rounds.Rounds;
import dev.sotto.orders.store.Fault;
import dev.sotto.orders.store.Postgres;
import dev.sotto.schemas.restaurant.KitchenPrinter;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.ObjectMapper;

/**
 * Empties the spool, each printer's in its order and all printers side by side: one that is off keeps nobody waiting. A slip
 * whose printing was begun and not confirmed comes out again as a copy, whoever died between the two.
 */
public final class PrintRoom extends Rounds {

    private static final Logger LOG = LoggerFactory.getLogger(PrintRoom.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration REST = Duration.ofMillis(100);
    private static final int AT_ONCE = 256;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    /** Somebody stands before the printer with a new roll in his hand. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(12);

    private static final double SPREAD = 0.25;
    private static final Duration KEPT = Duration.ofDays(7);

    private final StateTable<RestaurantConfig> restaurants;
    private final PrintQueue queue;
    private final Happenings happenings;
    private final Spool spool;
    private final PrinterLine line;
    private final MeterRegistry registry;

    public PrintRoom(
            Postgres postgres,
            StateTable<RestaurantConfig> restaurants,
            PrintQueue queue,
            PrinterSettings settings,
            ObjectMapper json,
            MeterRegistry registry,
            Clock clock) {
        this.restaurants = restaurants;
        this.queue = queue;
        this.happenings = new Happenings(postgres, json);
        this.spool = new Spool(postgres, settings, clock);
        this.line = new PrinterLine(new Destination(settings, InetAddress::getAllByName), settings);
        this.registry = registry;
    }

    @Override
    protected Flux<Void> rounds() {
        Flux<Void> emptied = Flux.merge(queue.queued().map(any -> 0L), Flux.interval(LOOK_EVERY))
                .onBackpressureLatest()
                .concatMap(look -> due().concatWith(Mono.delay(REST).then(Mono.empty())), 1)
                .flatMap(this::serve, AT_ONCE, 1);
        return Flux.merge(emptied, eachHour(() -> spool.forget(KEPT)));
    }

    private Flux<Held> due() {
        if (!restaurants.isKnown()) {
            return Flux.empty();
        }
        return spool.due()
                .doOnError(away -> LOG.warn("Printers wait: {}", Fault.sentence(away)))
                .onErrorComplete();
    }

    /** Prints until nothing waits for the printer, or it cannot. Where the database goes away, the hold on it runs out. */
    private Mono<Void> serve(Held held) {
        return Mono.defer(() -> spool.next(held)
                        .flatMap(job -> print(held, job))
                        .switchIfEmpty(Mono.defer(() -> spool.release(held).thenReturn(false))))
                .repeat()
                .takeUntil(more -> !more)
                .then()
                .doOnError(away -> LOG.warn(
                        "Printer {} of {} waits: {}", held.printerId(), held.restaurantId(), Fault.sentence(away)))
                .onErrorComplete();
    }

    /** True when the next one may follow. */
    private Mono<Boolean> print(Held held, Job job) {
        RestaurantConfig restaurant = restaurants.get(job.restaurantId());
        KitchenPrinter printer = Printers.of(restaurant, job.printerId());
        if (restaurant == null || printer == null) {
            return spool.remove(held).thenReturn(false);
        }
        return happenings
                .of(job.restaurantId(), job.orderId(), job.eventId())
                .flatMap(happening -> Mono.justOrEmpty(paper(restaurant, printer, happening, job.begun())))
                .flatMap(slip -> line.print(new Printer(printer.address(), held.answers()), slip, spool.begin(job)))
                .flatMap(outcome -> settle(held, job, outcome))
                .onErrorResume(error -> !isOfTheHouse(error), unprintable -> leaveOut(job, unprintable))
                // Nothing of it is for this printer any more: its stations are others now.
                .switchIfEmpty(Mono.defer(() -> spool.drop(job).thenReturn(true)));
    }

    /** The database is away or wrongly set up: the same slip comes out once it is not. */
    private static boolean isOfTheHouse(Throwable error) {
        Fault fault = Fault.of(error);
        return fault == Fault.AWAY || (fault == Fault.BROKEN && Fault.isOfTheDatabase(error));
    }

    private Mono<Boolean> leaveOut(Job job, Throwable unprintable) {
        LOG.error("{} cannot be printed and is left out; the printers' page says so", job, unprintable);
        registry.counter("sotto.orders.prints", "outcome", "unprintable").increment();
        return spool.leaveOut(job).thenReturn(true);
    }

    private static byte @Nullable [] paper(
            RestaurantConfig restaurant, KitchenPrinter printer, Happening happening, boolean copy) {
        Slip slip = new Slips(restaurant, printer).between(happening.before(), happening.after());
        return slip == null ? null : new Layout(restaurant, printer).set(slip, happening.number(), copy);
    }

    private Mono<Boolean> settle(Held held, Job job, Outcome outcome) {
        String kind = outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        registry.counter("sotto.orders.prints", "outcome", kind).increment();
        return switch (outcome) {
            case Outcome.Printed(boolean confirmed) ->
                spool.printed(job, confirmed).thenReturn(true);
            case Outcome.NotReady(Trouble trouble, String says) -> troubled(held, trouble, says);
            case Outcome.Unsure(Trouble trouble, String says) -> troubled(held, trouble, says);
        };
    }

    private Mono<Boolean> troubled(Held held, Trouble trouble, String says) {
        if (held.tries() == 0) {
            LOG.warn("Printer {} of {}: {}", held.printerId(), held.restaurantId(), says);
        }
        return spool.troubled(held, trouble, says, waitAfter(held.tries())).thenReturn(false);
    }

    /** Longer each time, and never for all at the same moment. */
    static Duration waitAfter(int tries) {
        double spread = 1 + SPREAD * (2 * ThreadLocalRandom.current().nextDouble() - 1);
        long millis = Math.min(LONGEST_WAIT.toMillis(), FIRST_WAIT.toMillis() << Math.min(tries, 10));
        return Duration.ofMillis((long) (millis * spread));
    }
}

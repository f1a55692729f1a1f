package dev.sotto.orders.printer;

import dev.sotto.log.Delivery;
import dev.sotto.log.Position;
import dev.sotto.log.StateTable;
import dev.sotto.orders.printer.line.PrinterSettings;
import dev.sotto.orders.printer.slip.Slips;
import dev.sotto.orders.store.Postgres;
import dev.sotto.orders.store.UnfitRecord;
import dev.sotto.schemas.order.OrderRecord;
import dev.sotto.schemas.restaurant.KitchenPrinter;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.ObjectMapper;

/**
 * Order events become jobs of printers. It reads the log by itself, and each event a little after the tables have it: the
 * number that people call an order by is counted there. What the tables refused is never printed.
 */
public final class PrintQueue {

    public static final String GROUP = "order-processor-printers";
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final StateTable<RestaurantConfig> restaurants;
    private final Happenings happenings;
    private final Spool spool;
    private final Sinks.Many<Boolean> queued = Sinks.many().multicast().directBestEffort();

    public PrintQueue(
            Postgres postgres,
            StateTable<RestaurantConfig> restaurants,
            PrinterSettings settings,
            ObjectMapper json,
            Clock clock) {
        this.restaurants = restaurants;
        this.happenings = new Happenings(postgres, json);
        this.spool = new Spool(postgres, settings, clock);
    }

    /** One element when something was queued here; whoever is not listening finds it at his next look. */
    Flux<Boolean> queued() {
        return queued.asFlux();
    }

    /** Completes when the jobs that follow from these events are kept; the same events again make no others. */
    public Mono<Void> write(List<Delivery<OrderRecord>> batch) {
        Mono<Void> known = restaurants.isKnown() ? Mono.empty() : restaurants.caughtUp();
        return known.thenMany(Flux.fromIterable(batch))
                .filter(delivery -> delivery.value() != null
                        && !Printers.of(restaurants.get(delivery.key())).isEmpty())
                .concatMap(this::jobs, 1)
                .flatMapIterable(jobs -> jobs)
                .collectList()
                .filter(jobs -> !jobs.isEmpty())
                .flatMap(jobs -> spool.queue(jobs).doOnSuccess(kept -> queued.tryEmitNext(true)));
    }

    private Mono<List<Job>> jobs(Delivery<OrderRecord> delivery) {
        OrderRecord order = delivery.require();
        return inTheTables(delivery.position())
                .then(Mono.defer(() -> happenings.of(
                        delivery.key(), order.orderId(), order.envelope().eventId())))
                .map(happening -> UnfitRecord.understand(() -> jobs(delivery.key(), order, happening)));
    }

    private List<Job> jobs(String restaurantId, OrderRecord order, Happening happening) {
        RestaurantConfig restaurant = restaurants.get(restaurantId);
        return Printers.of(restaurant).stream()
                .filter(printer -> restaurant != null
                        && new Slips(restaurant, printer).between(happening.before(), happening.after()) != null)
                .map(KitchenPrinter::id)
                .map(printer -> new Job(
                        restaurantId,
                        printer,
                        order.envelope().eventId(),
                        order.orderId(),
                        order.envelope().occurredAt(),
                        false))
                .toList();
    }

    private Mono<Long> inTheTables(Position at) {
        return happenings
                .fence(at.topic(), at.partition())
                .filter(next -> next > at.offset())
                .repeatWhenEmpty(looks -> looks.concatMap(look -> Mono.delay(LOOK_AGAIN), 1));
    }
}

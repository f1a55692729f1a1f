package dev.sotto.orders.printer;

import dev.sotto.log.StateTable;
import dev.sotto.orders.printer.line.Trouble;
import dev.sotto.orders.rounds.Rounds;
import dev.sotto.orders.store.Postgres;
import dev.sotto.orders.store.Reach;
import dev.sotto.schemas.restaurant.KitchenPrinter;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.reactivestreams.Publisher;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Which printers nothing comes out of, as every screen of their kitchens says; read for all of them at once. */
public final class Troubles extends Rounds {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private static final String ALL = """
            select restaurant_id, printer_id, trouble, trouble_since,
                   (select count(*) from print_jobs j
                     where (j.restaurant_id, j.printer_id) = (p.restaurant_id, p.printer_id)
                       and j.printed_at is null and j.skipped_at is null) as waiting
              from printers p where trouble is not null order by restaurant_id, printer_id
            """;

    private final Postgres postgres;
    private final DatabaseClient client;
    private final StateTable<RestaurantConfig> restaurants;
    private volatile Map<String, List<Found>> found = Map.of();

    public Troubles(Postgres postgres, StateTable<RestaurantConfig> restaurants) {
        this.postgres = postgres;
        this.client = postgres.client();
        this.restaurants = restaurants;
    }

    private record Found(String restaurantId, String printerId, String trouble, Instant since, long waiting) {}

    /**
     * A printer that does not print.
     *
     * @param trouble the name of a {@link Trouble}
     * @param waiting slips
     */
    public record Troubled(String id, String name, String trouble, Instant since, long waiting) {}

    /** Those of a restaurant that something waits for. */
    public List<Troubled> of(String restaurantId) {
        List<Found> here = found.getOrDefault(restaurantId, List.of());
        RestaurantConfig restaurant = here.isEmpty() ? null : restaurants.get(restaurantId);
        return here.stream()
                .filter(each -> each.waiting() > 0)
                .mapMulti((Found each, java.util.function.Consumer<Troubled> next) -> {
                    KitchenPrinter printer = Printers.of(restaurant, each.printerId());
                    if (printer != null) {
                        next.accept(new Troubled(
                                printer.id(), printer.name(), each.trouble(), each.since(), each.waiting()));
                    }
                })
                .toList();
    }

    private Mono<Void> look() {
        return postgres.reading(
                        Reach.everyone(), client.sql(ALL).map(Troubles::read).all())
                .collectList()
                .doOnNext(all -> found = all.stream().collect(Collectors.groupingBy(Found::restaurantId)))
                // The screens say by themselves that the database is away.
                .onErrorComplete()
                .then();
    }

    private static Found read(Readable row) {
        return new Found(
                text(row, "restaurant_id"),
                text(row, "printer_id"),
                text(row, "trouble"),
                Objects.requireNonNull(row.get("trouble_since", OffsetDateTime.class))
                        .toInstant(),
                Objects.requireNonNull(row.get("waiting", Long.class)));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    @Override
    protected Publisher<?> rounds() {
        return Flux.interval(LOOK_EVERY).onBackpressureDrop().concatMap(tick -> look(), 1);
    }
}

package dev.sotto.orders.printer;

import dev.sotto.orders.store.Postgres;
import dev.sotto.orders.store.Reach;
import io.r2dbc.spi.Readable;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** How a restaurant's printers stand, for its people: troubles, what waits, and what was left out, and why. */
final class PrinterBook {

    private static final String STANDING = """
            select coalesce(json_object_agg(p.printer_id, json_build_object(
                     'trouble', p.trouble, 'says', p.trouble_says, 'since', p.trouble_since, 'printedAt', p.printed_at,
                     'waiting', (select count(*) from print_jobs j
                                  where (j.restaurant_id, j.printer_id) = (p.restaurant_id, p.printer_id)
                                    and j.printed_at is null and j.skipped_at is null),
                     'skipped', (select coalesce(json_agg(s), '[]') from (
                                   select o.number, j.skipped_at as at,
                                        coalesce(j.skipped_why, 'TOO_OLD') as why from print_jobs j join orders o using (restaurant_id, order_id)
                                    where (j.restaurant_id, j.printer_id) = (p.restaurant_id, p.printer_id)
                                      and j.skipped_at > now() - interval '1 day'
                                    order by j.skipped_at desc limit 50) s))), '{}')::text as page
              from printers p where p.restaurant_id = :restaurant
            """;

    private final Postgres postgres;
    private final DatabaseClient client;

    PrinterBook(Postgres postgres) {
        this.postgres = postgres;
        this.client = postgres.client();
    }

    /** A JSON object with an entry for each printer that anything was ever to come out of, by its id. */
    Mono<String> standing(String restaurantId) {
        return postgres.reading(
                        Reach.of(restaurantId),
                        client.sql(STANDING)
                                .bind("restaurant", restaurantId)
                                .map(PrinterBook::page)
                                .all())
                .next();
    }

    private static String page(Readable row) {
        return Objects.requireNonNull(row.get("page", String.class));
    }
}

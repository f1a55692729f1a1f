package dev.sotto.orders.pairing;

import dev.sotto.orders.access.Visitor;
import dev.sotto.orders.rounds.Rounds;
import dev.sotto.orders.store.Columns;
import dev.sotto.orders.store.Fault;
import dev.sotto.orders.store.Postgres;
import dev.sotto.orders.store.Reach;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * When each device was last there. A screen hangs on one request for days, so that an open one is seen again and again; what
 * was seen is written down twice a minute, and what could not be is seen again soon.
 */
public final class Sightings extends Rounds {

    private static final Logger LOG = LoggerFactory.getLogger(Sightings.class);
    private static final Duration WRITTEN_EVERY = Duration.ofSeconds(30);
    private static final int MOST = 50_000;

    private static final String SEEN = """
            update devices d set last_seen_at = greatest(d.last_seen_at, i.at::timestamptz)
              from unnest(:restaurants::text[], :devices::text[], :times::text[]) as i (restaurant_id, device_id, at)
             where (d.restaurant_id, d.device_id) = (i.restaurant_id, i.device_id)
            """;

    private final Postgres postgres;
    private final String issuer;
    private final Clock clock;
    private final Map<Device, Instant> seen = new ConcurrentHashMap<>();

    private record Device(String restaurantId, String deviceId) {}

    private record Sighting(Device device, Instant at) {}

    /** @param issuer who signs devices' tokens; people and programs are not watched */
    public Sightings(Postgres postgres, String issuer, Clock clock) {
        this.postgres = postgres;
        this.issuer = issuer;
        this.clock = clock;
    }

    /** Called for every request, and every few seconds while one is answered. */
    public void saw(Visitor visitor) {
        if (visitor.bearer().issuer().equals(issuer) && seen.size() < MOST) {
            seen.put(new Device(visitor.restaurantId(), visitor.bearer().subject()), clock.instant());
        }
    }

    /** Completes when what was seen is written down, or could not be. */
    Mono<Void> write() {
        List<Sighting> now = new ArrayList<>();
        seen.keySet().forEach(device -> {
            Instant at = seen.remove(device);
            if (at != null) {
                now.add(new Sighting(device, at));
            }
        });
        return now.isEmpty()
                ? Mono.empty()
                : postgres.inTransaction(
                                Reach.everyone(),
                                postgres.client()
                                        .sql(SEEN)
                                        .bind(
                                                "restaurants",
                                                Columns.texts(
                                                        now,
                                                        each -> each.device().restaurantId()))
                                        .bind(
                                                "devices",
                                                Columns.texts(
                                                        now,
                                                        each -> each.device().deviceId()))
                                        .bind(
                                                "times",
                                                Columns.texts(
                                                        now, each -> each.at().toString()))
                                        .then())
                        .doOnError(away -> LOG.warn("Who was here is not written down: {}", Fault.sentence(away)))
                        .onErrorComplete();
    }

    @Override
    protected Publisher<?> rounds() {
        return Flux.interval(WRITTEN_EVERY).onBackpressureDrop().concatMap(tick -> write(), 1);
    }
}

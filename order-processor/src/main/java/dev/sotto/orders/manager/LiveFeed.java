package dev.sotto.orders.manager;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.sotto.log.StateTable;
import dev.sotto.orders.store.Bell;
import dev.sotto.orders.store.Fault;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What a manager's page is told: always how things are and never what changed, so that a page that missed something has
 * missed nothing. A page that is slow is told less often.
 */
public final class LiveFeed {

    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
    private static final Duration BEAT = Duration.ofSeconds(2);
    /** A partial transcript comes several times a second; nobody reads faster. */
    private static final Duration CALLS_AT_MOST_EVERY = Duration.ofMillis(250);

    private static final Duration TODAY_AT_MOST_EVERY = Duration.ofSeconds(2);
    private static final Duration LOOK_ANYWAY = Duration.ofSeconds(20);

    private final Book book;
    private final Bell bell;
    private final StateTable<RestaurantConfig> configured;
    private final Clock clock;

    public LiveFeed(Book book, Bell bell, StateTable<RestaurantConfig> configured, Clock clock) {
        this.book = book;
        this.bell = bell;
        this.configured = configured;
        this.clock = clock;
    }

    /** The server is there, this is its clock, and this the menu's revision that running calls use. */
    record Beat(Instant now, String name, String language, String currency, String timeZone, long revision) {}

    /** JSON as the database made it, on one line: a line break would end the event's data. */
    record Told(@JsonRawValue @JsonValue String value) {
        Told {
            value = value.replace('\n', ' ');
        }
    }

    Flux<ServerSentEvent<Object>> follow(String restaurantId) {
        Flux<ServerSentEvent<Object>> beats =
                Flux.interval(Duration.ZERO, BEAT).onBackpressureDrop().map(tick -> event("beat", beat(restaurantId)));
        Flux<ServerSentEvent<Object>> calls =
                told("calls", book.live(restaurantId), looks(Bell.CALLS, restaurantId, CALLS_AT_MOST_EVERY));
        Flux<ServerSentEvent<Object>> today =
                told("today", book.today(restaurantId), looks(Bell.TICKETS, restaurantId, TODAY_AT_MOST_EVERY));
        return Flux.merge(beats, caughtUpAfterFirst(calls), today)
                .takeUntilOther(bell.closing())
                .doOnError(error -> LOG.warn("A manager's page is sent away to come again: {}", Fault.sentence(error)))
                .onErrorComplete(error -> Fault.of(error) == Fault.AWAY);
    }

    /** The page says that it is up when it has seen what goes on, not when a server answered. */
    private static Flux<ServerSentEvent<Object>> caughtUpAfterFirst(Flux<ServerSentEvent<Object>> told) {
        return told.index()
                .concatMapIterable(
                        each -> each.getT1() == 0
                                ? List.of(each.getT2(), event("caught-up", List.of()))
                                : List.of(each.getT2()),
                        1);
    }

    private Flux<Boolean> looks(String channel, String restaurantId, Duration atMostEvery) {
        Flux<Boolean> rung = bell.rings(channel, restaurantId).sample(atMostEvery);
        return Flux.merge(Flux.just(true), rung, Flux.interval(LOOK_ANYWAY).map(tick -> true))
                .onBackpressureLatest();
    }

    private static Flux<ServerSentEvent<Object>> told(String name, Mono<String> state, Flux<Boolean> looks) {
        return looks.concatMap(look -> state, 1).distinctUntilChanged().map(json -> event(name, new Told(json)));
    }

    private Beat beat(String restaurantId) {
        RestaurantConfig config = configured.get(restaurantId);
        return config == null
                ? new Beat(clock.instant(), restaurantId, "en", "EUR", "UTC", 0)
                : new Beat(
                        clock.instant(),
                        config.name(),
                        config.language(),
                        config.currency(),
                        config.timeZone(),
                        config.revision());
    }

    private static ServerSentEvent<Object> event(String name, Object value) {
        return ServerSentEvent.builder(value).event(name).build();
    }
}

package dev.sotto.orders.kitchen;

import dev.sotto.orders.store.Bell;
import dev.sotto.orders.store.Fault;
import dev.sotto.orders.store.Ticket;
import dev.sotto.orders.store.Tickets;
import dev.sotto.orders.store.Tickets.Window;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What a screen is told. A screen is a cursor over its restaurant's positions, not a buffer: it reads the next page only
 * when it has taken the last one, so a slow screen costs nothing, and one that comes back reads on where it was.
 */
public final class TicketFeed {

    private static final int PAGE = 100;
    private static final Duration BEAT = Duration.ofSeconds(2);
    /** Finds what a lost ring did not tell, and that the database is away: then the screen must say so soon. */
    private static final Duration LOOK_ANYWAY = Duration.ofSeconds(3);

    /** How long after it left the kitchen a ticket is still told to a fresh screen: to be recalled, or fetched. */
    private static final Duration MAY_COME_BACK_FOR = Duration.ofMinutes(30);

    private final Tickets tickets;
    private final Bell bell;
    private final Restaurants restaurants;
    private final Clock clock;
    private final Timer visible;
    private final Counter cut;
    private final AtomicInteger screens;

    public TicketFeed(Tickets tickets, Bell bell, Restaurants restaurants, MeterRegistry registry, Clock clock) {
        this.tickets = tickets;
        this.bell = bell;
        this.restaurants = restaurants;
        this.clock = clock;
        this.visible = Timer.builder("sotto.orders.visible")
                .description("From the placing of an order to its ticket being sent to a connected screen")
                .publishPercentileHistogram()
                .register(registry);
        this.cut = Counter.builder("sotto.orders.screens.cut")
                .description("Screens sent away to come again, because the database did not answer")
                .register(registry);
        this.screens = registry.gauge("sotto.orders.screens", new AtomicInteger());
    }

    /** Events for a screen, until the service or the database goes away; after a position when it has one, else the open tickets and what follows. */
    Flux<ServerSentEvent<Object>> follow(String restaurantId, @Nullable Long lastPosition) {
        Flux<ServerSentEvent<Object>> told = greeting(restaurantId)
                .concatWith(Flux.defer(() -> beats(restaurantId)).mergeWith(tickets(restaurantId, lastPosition)))
                .takeUntilOther(bell.closing())
                .doOnError(error -> cut.increment())
                .onErrorComplete(error -> Fault.of(error) == Fault.AWAY);
        return told.doOnSubscribe(open -> screens.incrementAndGet()).doFinally(end -> screens.decrementAndGet());
    }

    int screens() {
        return screens.get();
    }

    private Flux<ServerSentEvent<Object>> greeting(String restaurantId) {
        return Flux.defer(() -> Flux.just(
                event("beat", new Beat(clock.instant())), event("restaurant", restaurants.greeting(restaurantId))));
    }

    private Flux<ServerSentEvent<Object>> beats(String restaurantId) {
        AtomicLong told = new AtomicLong(restaurants.greeting(restaurantId).revision());
        return Flux.interval(BEAT).onBackpressureDrop().concatMapIterable(tick -> beat(restaurantId, told), 1);
    }

    /** A beat, and the restaurant again when it has changed: a dish is sold out, a course is held. */
    private List<ServerSentEvent<Object>> beat(String restaurantId, AtomicLong told) {
        ServerSentEvent<Object> beat = event("beat", new Beat(clock.instant()));
        Restaurants.Greeting now = restaurants.greeting(restaurantId);
        return told.getAndSet(now.revision()) == now.revision()
                ? List.of(beat)
                : List.of(beat, event("restaurant", now));
    }

    private Flux<ServerSentEvent<Object>> tickets(String restaurantId, @Nullable Long lastPosition) {
        return tickets.position(restaurantId).flatMapMany(now -> {
            AtomicLong cursor = new AtomicLong(lastPosition == null ? 0 : lastPosition);
            Flux<ServerSentEvent<Object>> live = looks(restaurantId)
                    .concatMap(look -> news(restaurantId, cursor), 1)
                    .map(this::liveEvent);
            return backlog(restaurantId, now, cursor, lastPosition == null)
                    .concatWithValues(event("caught-up", new Beat(clock.instant())))
                    .concatWith(live);
        });
    }

    /** A screen that knows a position the database has not reached saw another database, one since restored. */
    private Flux<ServerSentEvent<Object>> backlog(String restaurantId, long now, AtomicLong cursor, boolean fresh) {
        if (cursor.get() > now) {
            cursor.set(0);
            return Flux.just(event("reset", new Beat(clock.instant())))
                    .concatWith(open(restaurantId, now, cursor).map(TicketFeed::event));
        }
        Flux<Ticket> told = fresh ? open(restaurantId, now, cursor) : news(restaurantId, cursor);
        return told.map(TicketFeed::event);
    }

    /** The first look comes after the ear is at the bell, so nothing falls between. */
    private Flux<Boolean> looks(String restaurantId) {
        return Flux.merge(
                        bell.rings(Bell.TICKETS, restaurantId),
                        Flux.interval(LOOK_ANYWAY).map(tick -> true),
                        Flux.just(true))
                .onBackpressureLatest();
    }

    /** The position was read first: what changes while the open tickets are read is told after them. */
    private Flux<Ticket> open(String restaurantId, long now, AtomicLong cursor) {
        return paged(cursor, at -> tickets.open(restaurantId, new Window(at, now, PAGE), MAY_COME_BACK_FOR))
                .doOnComplete(() -> cursor.set(now));
    }

    private Flux<Ticket> news(String restaurantId, AtomicLong cursor) {
        return paged(cursor, at -> tickets.changed(restaurantId, Window.after(at, PAGE)));
    }

    private static Flux<Ticket> paged(AtomicLong cursor, Function<Long, Flux<Ticket>> read) {
        Mono<List<Ticket>> page = Mono.defer(() -> read.apply(cursor.get()).collectList())
                .doOnNext(found ->
                        found.stream().mapToLong(Ticket::position).max().ifPresent(cursor::set));
        return page.expand(found -> found.size() < PAGE ? Mono.empty() : page).concatMapIterable(found -> found, 1);
    }

    private ServerSentEvent<Object> liveEvent(Ticket ticket) {
        if (ticket.version() == 1) {
            Duration age = Duration.between(ticket.placedAt(), clock.instant());
            visible.record(age.isNegative() ? Duration.ZERO : age);
        }
        return event(ticket);
    }

    private static ServerSentEvent<Object> event(Ticket ticket) {
        return ServerSentEvent.<Object>builder(ticket.withoutPhone())
                .event("ticket")
                .id(Long.toString(ticket.position()))
                .build();
    }

    private static ServerSentEvent<Object> event(String name, Object value) {
        return ServerSentEvent.builder(value).event(name).build();
    }

    /** The server is there, and this is its clock. */
    record Beat(Instant now) {}
}

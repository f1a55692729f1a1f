package dev.sotto.orders.kitchen;

import dev.sotto.orders.access.Shared;
import dev.sotto.orders.printer.Troubles.Troubled;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * What a screen is told. A screen is a cursor over its restaurant's positions, not a buffer: it takes from the ticket
 * rail when it has taken the last, so a slow screen costs nothing, and one that comes back reads on where it was.
 */
public final class TicketFeed {

    private static final Duration BEAT = Duration.ofSeconds(2);
    private static final String PRINTERS = "printers";

    /** How long after it left the kitchen a ticket is still told to a fresh screen: to be recalled, or fetched. */
    private static final Duration MAY_COME_BACK_FOR = Duration.ofMinutes(30);

    private final Tickets tickets;
    private final Bell bell;
    private final Restaurants restaurants;
    private final Function<String, List<Troubled>> printers;
    private final Clock clock;
    private final EventWriter writer = new EventWriter();
    private final Rails rails;
    private final Map<String, Flux<Pulse>> pulses = new ConcurrentHashMap<>();
    private final Timer visible;
    private final Counter cut;
    private final AtomicInteger screens;

    /** @param printers the printers of a restaurant that nothing comes out of */
    public TicketFeed(
            Tickets tickets,
            Bell bell,
            Restaurants restaurants,
            Function<String, List<Troubled>> printers,
            MeterRegistry registry,
            Clock clock) {
        this.printers = printers;
        this.tickets = tickets;
        this.bell = bell;
        this.restaurants = restaurants;
        this.clock = clock;
        this.rails = new Rails(tickets, bell, writer, this::hung);
        this.visible = Timer.builder("sotto.orders.visible")
                .description("From the placing of an order to its ticket being handed to the connected screens")
                .publishPercentileHistogram()
                .register(registry);
        this.cut = Counter.builder("sotto.orders.screens.cut")
                .description("Screens sent away to come again, because the database did not answer")
                .register(registry);
        this.screens = registry.gauge("sotto.orders.screens", new AtomicInteger());
    }

    /** Events for a screen, until the service or the database goes away; after a position when it has one, else the open tickets and what follows. */
    Flux<ScreenEvent> follow(String restaurantId, @Nullable Long lastPosition) {
        Flux<ScreenEvent> told = greeting(restaurantId)
                .concatWith(Flux.defer(() -> beats(restaurantId)).mergeWith(tickets(restaurantId, lastPosition)))
                .takeUntilOther(bell.closing())
                .doOnError(error -> cut.increment())
                .onErrorComplete(error -> Fault.of(error) == Fault.AWAY);
        return told.doOnSubscribe(open -> screens.incrementAndGet()).doFinally(end -> screens.decrementAndGet());
    }

    /** The same for a screen that hangs where guests see it: of a ticket nothing that is told of a person, or was ordered. */
    Flux<ScreenEvent> followForGuests(String restaurantId, @Nullable Long lastPosition) {
        return follow(restaurantId, lastPosition)
                .filter(event -> !event.name().equals(PRINTERS))
                .map(event -> event.value() instanceof Ticket ticket ? writer.ticket(ticket.withoutGuest()) : event);
    }

    int screens() {
        return screens.get();
    }

    private Flux<ScreenEvent> greeting(String restaurantId) {
        return Flux.defer(() -> Flux.just(beat(), writer.event("restaurant", restaurants.greeting(restaurantId))));
    }

    /** The server is there, and this is its clock. */
    record Beat(Instant now) {}

    private ScreenEvent beat() {
        return writer.event("beat", new Beat(clock.instant()));
    }

    /** What all screens of a restaurant are told every two seconds. */
    private record Pulse(ScreenEvent beat, Restaurants.Greeting restaurant, List<Troubled> printers) {}

    /** What a screen was told last beside its tickets. */
    private record Told(long revision, List<Troubled> printers) {}

    private Flux<Pulse> pulse(String restaurantId) {
        return pulses.computeIfAbsent(
                restaurantId,
                id -> Shared.of(Flux.interval(BEAT)
                        .onBackpressureDrop()
                        .map(tick -> new Pulse(beat(), restaurants.greeting(id), printers.apply(id)))
                        .doFinally(end -> pulses.remove(id))));
    }

    /** A beat, and the restaurant or its printers again when they have changed: a dish is sold out, the paper is. */
    private Flux<ScreenEvent> beats(String restaurantId) {
        AtomicReference<Told> told = new AtomicReference<>(
                new Told(restaurants.greeting(restaurantId).revision(), List.of()));
        return pulse(restaurantId).onBackpressureLatest().concatMapIterable(pulse -> told(pulse, told), 1);
    }

    private List<ScreenEvent> told(Pulse pulse, AtomicReference<Told> last) {
        Restaurants.Greeting now = pulse.restaurant();
        Told before = last.getAndSet(new Told(now.revision(), pulse.printers()));
        List<ScreenEvent> events = new ArrayList<>(List.of(pulse.beat()));
        if (before.revision() != now.revision()) {
            events.add(writer.event("restaurant", now));
        }
        if (!before.printers().equals(pulse.printers())) {
            events.add(writer.event(PRINTERS, pulse.printers()));
        }
        return events;
    }

    private Flux<ScreenEvent> tickets(String restaurantId, @Nullable Long lastPosition) {
        return tickets.position(restaurantId).flatMapMany(now -> {
            Cursor cursor = new Cursor(lastPosition == null ? 0 : lastPosition);
            return backlog(restaurantId, now, cursor, lastPosition == null)
                    .concatWith(Flux.defer(() -> Flux.just(writer.event("caught-up", new Beat(clock.instant())))))
                    .concatWith(rails.of(restaurantId).concatMap(rail -> taken(restaurantId, rail, cursor), 1));
        });
    }

    /** A screen that knows a position the database has not reached saw another database, one since restored. */
    private Flux<ScreenEvent> backlog(String restaurantId, long now, Cursor cursor, boolean fresh) {
        if (cursor.at() > now) {
            cursor.moveTo(0);
            return Flux.just(writer.event("reset", new Beat(clock.instant())))
                    .concatWith(open(restaurantId, now, cursor));
        }
        return fresh ? open(restaurantId, now, cursor) : missed(restaurantId, cursor);
    }

    /** The position was read first: what changes while the open tickets are read is told after them. */
    private Flux<ScreenEvent> open(String restaurantId, long now, Cursor cursor) {
        return cursor.readOn(at -> tickets.open(restaurantId, new Window(at, now, Cursor.PAGE), MAY_COME_BACK_FOR))
                .doOnComplete(() -> cursor.moveTo(now))
                .map(writer::ticket);
    }

    private Flux<ScreenEvent> missed(String restaurantId, Cursor cursor) {
        return cursor.readOn(at -> tickets.changed(restaurantId, Window.after(at, Cursor.PAGE)))
                .map(writer::ticket);
    }

    private Flux<ScreenEvent> taken(String restaurantId, Rail rail, Cursor cursor) {
        if (!rail.reaches(cursor.at())) {
            return missed(restaurantId, cursor);
        }
        List<ScreenEvent> unseen = rail.after(cursor.at());
        cursor.moveTo(Math.max(cursor.at(), rail.head()));
        return Flux.fromIterable(unseen);
    }

    private void hung(Ticket ticket) {
        if (ticket.version() == 1) {
            Duration age = Duration.between(ticket.placedAt(), clock.instant());
            visible.record(age.isNegative() ? Duration.ZERO : age);
        }
    }
}

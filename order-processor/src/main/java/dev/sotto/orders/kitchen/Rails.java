package dev.sotto.orders.kitchen;

import dev.sotto.orders.access.Shared;
import dev.sotto.orders.kitchen.Rail.Slip;
import dev.sotto.orders.store.Bell;
import dev.sotto.orders.store.Ticket;
import dev.sotto.orders.store.Tickets;
import dev.sotto.orders.store.Tickets.Window;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/**
 * Forty screens of a restaurant are told the same. Its changes are read and written out once, for as long as one of
 * them looks; where the reading fails all of them are told so.
 */
final class Rails {

    private final Tickets tickets;
    private final Bell bell;
    private final EventWriter writer;
    private final Consumer<Ticket> hung;
    private final Map<String, Flux<Rail>> rails = new ConcurrentHashMap<>();

    /** @param hung is told of each ticket once, when it hangs */
    Rails(Tickets tickets, Bell bell, EventWriter writer, Consumer<Ticket> hung) {
        this.tickets = tickets;
        this.bell = bell;
        this.writer = writer;
        this.hung = hung;
    }

    /** As it hangs now, and each time it has changed; whoever is too slow for one sees the next. */
    Flux<Rail> of(String restaurantId) {
        return rails.computeIfAbsent(restaurantId, this::shared).onBackpressureLatest();
    }

    private Flux<Rail> shared(String restaurantId) {
        return Shared.withTheLast(tickets.position(restaurantId)
                .flatMapMany(now -> from(restaurantId, now))
                .doFinally(end -> rails.remove(restaurantId)));
    }

    private Flux<Rail> from(String restaurantId, long now) {
        Cursor cursor = new Cursor(now);
        return looks(restaurantId)
                .concatMap(look -> news(restaurantId, cursor), 1)
                .filter(news -> !news.isEmpty())
                // The thread that reads from the database goes on reading while the screens are told.
                .publishOn(Schedulers.parallel())
                .doOnNext(news -> news.forEach(hung))
                .map(this::written)
                .scan(Rail.empty(now), Rail::with);
    }

    private Flux<List<Ticket>> news(String restaurantId, Cursor cursor) {
        return cursor.readOn(at -> tickets.changed(restaurantId, Window.after(at, Cursor.PAGE)))
                .collectList()
                .flux();
    }

    private List<Slip> written(List<Ticket> news) {
        return news.stream().map(ticket -> Slip.of(ticket, writer)).toList();
    }

    /**
     * The first look comes after the ear is at the bell, so nothing falls between. The bell rings when it has gone deaf,
     * too: the look that follows fails where the database is away, and the screens say so.
     */
    private Flux<Boolean> looks(String restaurantId) {
        return Flux.merge(bell.rings(Bell.TICKETS, restaurantId), Flux.just(true))
                .onBackpressureLatest();
    }
}

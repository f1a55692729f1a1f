package dev.sotto.orders.kitchen;

import dev.sotto.orders.store.Ticket;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How far somebody has read in the count of a restaurant's changes; one reads by it at a time. */
final class Cursor {

    static final int PAGE = 100;

    private volatile long at;

    Cursor(long at) {
        this.at = at;
    }

    long at() {
        return at;
    }

    void moveTo(long position) {
        at = position;
    }

    /** Page after page until one is not full; the next is read when the last was taken. */
    Flux<Ticket> readOn(Function<Long, Flux<Ticket>> read) {
        Mono<List<Ticket>> page = Mono.defer(() -> read.apply(at).collectList())
                .doOnNext(found ->
                        found.stream().mapToLong(Ticket::position).max().ifPresent(this::moveTo));
        return page.expand(found -> found.size() < PAGE ? Mono.empty() : page).concatMapIterable(found -> found, 1);
    }
}

package dev.sotto.orders.api;

import dev.sotto.orders.access.Visitor;
import dev.sotto.orders.order.TicketStatus;
import dev.sotto.orders.problem.Problem;
import dev.sotto.orders.store.Remembered;
import dev.sotto.orders.store.Ticket;
import dev.sotto.orders.store.Tickets;
import dev.sotto.orders.store.Tickets.Window;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Orders for programs: the restaurant's own, in the order they last changed. */
public final class OrderRoutes {

    private static final int PAGE_BY_DEFAULT = 100;
    private static final int LARGEST_PAGE = 500;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final String NO_SUCH_ORDER = "This restaurant has no such order.";

    private final Tickets tickets;
    private final Remembered remembered;
    private final JsonMapper json = JsonMapper.builder().build();

    /** @param remembered keeps answers written out, until something of the restaurant changes */
    public OrderRoutes(Tickets tickets, Remembered remembered) {
        this.tickets = tickets;
        this.remembered = remembered;
    }

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET("/api/restaurants/{restaurantId}/orders", this::list)
                .GET("/api/restaurants/{restaurantId}/orders/{orderId}", this::one)
                .GET("/api/orders/{orderId}", this::one)
                .build();
    }

    /** A page of orders; ask again with {@code after=next} for what follows. */
    record Page(List<Ticket> orders, long next, boolean more) {}

    private sealed interface Query {
        /** @param phones whether the guests' numbers may be seen */
        record Wanted(Set<TicketStatus> statuses, Window window, boolean phones) implements Query {}

        record Wrong(String why) implements Query {}
    }

    private record OneOrder(String orderId, boolean phones) {}

    /** An order written out, and its version. */
    private record Copy(long version, Printed print) implements Remembered.Sized {
        @Override
        public int bytes() {
            return print.bytes();
        }
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        Visitor visitor = Visitor.of(request);
        return switch (query(request, visitor.maySeePhoneNumbers())) {
            case Query.Wrong wrong -> Problem.badRequest(wrong.why()).response();
            case Query.Wanted wanted ->
                remembered
                        .answer(visitor.restaurantId(), wanted, printed(visitor.restaurantId(), wanted))
                        .flatMap(Printed::response);
        };
    }

    private Mono<Printed> printed(String restaurantId, Query.Wanted wanted) {
        return tickets.changed(restaurantId, wanted.statuses(), wanted.window())
                .map(ticket -> wanted.phones() ? ticket : ticket.withoutPhone())
                .collectList()
                .map(found -> print(page(found, wanted.window())));
    }

    private Printed print(Object answer) {
        return new Printed(json.writeValueAsBytes(answer));
    }

    private static Page page(List<Ticket> found, Window window) {
        long next = found.isEmpty() ? window.after() : found.getLast().position();
        return new Page(found, next, found.size() == window.limit());
    }

    private Mono<ServerResponse> one(ServerRequest request) {
        Visitor visitor = Visitor.of(request);
        OneOrder asked = new OneOrder(request.pathVariable("orderId"), visitor.maySeePhoneNumbers());
        return remembered
                .answer(visitor.restaurantId(), asked, copy(visitor.restaurantId(), asked))
                .flatMap(copy -> copy.print().response(copy.version()))
                .switchIfEmpty(Mono.defer(() -> Problem.notFound(NO_SUCH_ORDER).response()));
    }

    private Mono<Copy> copy(String restaurantId, OneOrder asked) {
        return tickets.find(restaurantId, asked.orderId())
                .map(ticket -> new Copy(ticket.version(), print(asked.phones() ? ticket : ticket.withoutPhone())));
    }

    private static Query query(ServerRequest request, boolean phones) {
        Set<TicketStatus> statuses = statuses(request.queryParam("status").orElse(""));
        if (statuses == null) {
            return new Query.Wrong("status must be one or more, separated by commas, of "
                    + Arrays.toString(TicketStatus.values()) + ".");
        }
        long after = number(request.queryParam("after").orElse("0"));
        if (after < 0) {
            return new Query.Wrong("after must be a position: the next of the page before, a whole number.");
        }
        long limit = number(request.queryParam("limit").orElse(Integer.toString(PAGE_BY_DEFAULT)));
        if (limit < 1 || limit > LARGEST_PAGE) {
            return new Query.Wrong("limit must be between 1 and " + LARGEST_PAGE + ".");
        }
        return new Query.Wanted(statuses, Window.after(after, (int) limit), phones);
    }

    private static @Nullable Set<TicketStatus> statuses(String text) {
        if (text.isBlank()) {
            return EnumSet.allOf(TicketStatus.class);
        }
        Set<TicketStatus> wanted = EnumSet.noneOf(TicketStatus.class);
        for (String name : text.split(",", -1)) {
            TicketStatus status = Arrays.stream(TicketStatus.values())
                    .filter(each -> each.name().equalsIgnoreCase(name.strip()))
                    .findFirst()
                    .orElse(null);
            if (status == null) {
                return null;
            }
            wanted.add(status);
        }
        return wanted;
    }

    private static long number(String text) {
        return NUMBER.matcher(text).matches() ? Long.parseLong(text) : -1;
    }
}

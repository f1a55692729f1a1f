package dev.sotto.orders.manager;

import dev.sotto.orders.access.Visitor;
import dev.sotto.orders.manager.Book.Cursor;
import dev.sotto.orders.problem.Problem;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The restaurant's book for programs and for the manager's pages; it holds guests' numbers. */
public final class BookRoutes {

    private static final int USUAL_PAGE = 50;
    private static final int LARGEST_PAGE = 200;
    private static final int LONGEST_FIND = 100;
    private static final OffsetDateTime END_OF_TIME = OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    private static final String AFTER_ALL_IDS = "\uffff";

    private final Book book;

    public BookRoutes(Book book) {
        this.book = book;
    }

    public RouterFunction<ServerResponse> routes() {
        RouterFunctions.Builder routes = RouterFunctions.route();
        for (Shelf shelf : Shelf.ALL) {
            routes.GET("/api/restaurants/{restaurantId}/" + shelf.path(), request -> list(shelf, request));
        }
        return routes.GET("/api/restaurants/{restaurantId}/calls/{callId}", this::call)
                .GET("/api/restaurants/{restaurantId}/today", this::today)
                .build();
    }

    private static @Nullable Cursor cursor(String text) {
        int cut = text.indexOf('~');
        if (text.isEmpty()) {
            return new Cursor(END_OF_TIME, AFTER_ALL_IDS);
        }
        try {
            return cut < 0 ? null : new Cursor(OffsetDateTime.parse(text.substring(0, cut)), text.substring(cut + 1));
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    private Mono<ServerResponse> list(Shelf shelf, ServerRequest request) {
        Cursor cursor = cursor(request.queryParam("before").orElse(""));
        String find = request.queryParam("find").orElse("").strip();
        String limit = request.queryParam("limit").orElse(Integer.toString(USUAL_PAGE));
        if (cursor == null) {
            return Problem.badRequest("before must be the at and the id of the last entry seen, joined by a tilde.")
                    .response();
        }
        if (!limit.matches("[1-9]\\d{0,2}") || Integer.parseInt(limit) > LARGEST_PAGE) {
            return Problem.badRequest("limit must be between 1 and " + LARGEST_PAGE + ".")
                    .response();
        }
        if (find.length() > LONGEST_FIND) {
            return Problem.badRequest("find must have at most " + LONGEST_FIND + " characters.")
                    .response();
        }
        return book.page(shelf, Visitor.of(request).restaurantId(), cursor, find, Integer.parseInt(limit))
                .flatMap(BookRoutes::json);
    }

    private Mono<ServerResponse> call(ServerRequest request) {
        return book.call(Visitor.of(request).restaurantId(), request.pathVariable("callId"))
                .flatMap(BookRoutes::json)
                .switchIfEmpty(Mono.defer(() ->
                        Problem.notFound("This restaurant has no such call.").response()));
    }

    private Mono<ServerResponse> today(ServerRequest request) {
        return book.today(Visitor.of(request).restaurantId()).flatMap(BookRoutes::json);
    }

    private static Mono<ServerResponse> json(String text) {
        return ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).bodyValue(text);
    }
}

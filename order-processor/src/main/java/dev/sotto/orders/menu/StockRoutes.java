package dev.sotto.orders.menu;

import dev.sotto.orders.access.Visitor;
import dev.sotto.orders.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;

/** Whoever sees the empty tray says so. */
public final class StockRoutes {

    private final Stock stock;

    public StockRoutes(Stock stock) {
        this.stock = stock;
    }

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .PUT("/kitchen/{restaurantId}/stock/{itemId}", this::change)
                .build();
    }

    record Wanted(@Nullable Boolean available) {}

    private Mono<ServerResponse> change(ServerRequest request) {
        String restaurant = Visitor.of(request).restaurantId();
        String by = Visitor.of(request).role();
        return request.bodyToMono(Wanted.class)
                .onErrorMap(
                        IllegalArgumentException.class, wrong -> new ServerWebInputException("not JSON", null, wrong))
                .mapNotNull(Wanted::available)
                .flatMap(available -> stock.change(restaurant, request.pathVariable("itemId"), available, by)
                        .flatMap(known -> known
                                ? ServerResponse.noContent().build()
                                : Problem.notFound("The menu has no such dish.").response()))
                .switchIfEmpty(Mono.defer(() -> Problem.badRequest("Send {\"available\": true} or false.")
                        .response()));
    }
}

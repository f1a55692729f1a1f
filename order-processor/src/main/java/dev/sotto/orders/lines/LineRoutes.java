package dev.sotto.orders.lines;

import dev.sotto.orders.access.Visitor;
import dev.sotto.orders.problem.Problem;
import java.util.function.Supplier;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The gateways for operators, and a restaurant's own lines for its people. */
public final class LineRoutes {

    private final Gateways gateways;

    public LineRoutes(Gateways gateways) {
        this.gateways = gateways;
    }

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET("/api/gateways", this::nodes)
                .GET("/api/restaurants/{restaurantId}/lines", this::lines)
                .build();
    }

    /** An operator of some restaurants sees every node, and of their accounts those of his restaurants. */
    private Mono<ServerResponse> nodes(ServerRequest request) {
        Visitor visitor = Visitor.of(request);
        return answer(() -> gateways.nodes(visitor.bearer()::belongsTo));
    }

    private Mono<ServerResponse> lines(ServerRequest request) {
        String restaurantId = Visitor.of(request).restaurantId();
        return answer(() -> gateways.linesOf(restaurantId));
    }

    private Mono<ServerResponse> answer(Supplier<Object> told) {
        return gateways.areKnown()
                ? ServerResponse.ok().bodyValue(told.get())
                : Problem.away("The log has not been read yet. Try again in a moment.")
                        .response();
    }
}

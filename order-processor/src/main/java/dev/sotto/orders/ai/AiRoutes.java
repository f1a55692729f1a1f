package dev.sotto.orders.ai;

import dev.sotto.orders.access.Visitor;
import dev.sotto.orders.problem.Problem;
import dev.sotto.orders.store.Postgres;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** What a restaurant's language models took in the last days, and how well its callers were understood; of no words. */
public final class AiRoutes {

    private static final int USUAL_DAYS = 30;
    /** A quarter: every call and order of it is counted anew for each who asks. */
    private static final int MOST_DAYS = 92;

    private final Postgres postgres;

    public AiRoutes(Postgres postgres) {
        this.postgres = postgres;
    }

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET("/api/restaurants/{restaurantId}/ai", this::figures)
                .build();
    }

    private Mono<ServerResponse> figures(ServerRequest request) {
        String days = request.queryParam("days").orElse(Integer.toString(USUAL_DAYS));
        if (!days.matches("[1-9]\\d?") || Integer.parseInt(days) > MOST_DAYS) {
            return Problem.badRequest("days must be between 1 and " + MOST_DAYS + ".")
                    .response();
        }
        String restaurantId = Visitor.of(request).restaurantId();
        return postgres.looking(
                        restaurantId,
                        postgres.client()
                                .sql(AiSql.FIGURES)
                                .bind("restaurant", restaurantId)
                                .bind("days", Integer.parseInt(days))
                                .map(row -> Objects.requireNonNull(row.get("page", String.class)))
                                .all())
                .next()
                .flatMap(page -> ServerResponse.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(page));
    }
}

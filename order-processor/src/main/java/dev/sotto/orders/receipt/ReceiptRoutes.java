package dev.sotto.orders.receipt;

import dev.sotto.orders.access.Visitor;
import dev.sotto.orders.problem.Problem;
import dev.sotto.orders.store.Postgres;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** An order's papers, for its restaurant's people. */
public final class ReceiptRoutes {

    private static final String OF_ORDER = """
            select json_build_object('orderId', o.order_id, 'orderNumber', o.number, 'version', o.version,
                     'totalMinor', o.total_minor, 'refundedMinor', o.refunded_minor, 'currency', o.currency,
                     'receipts', (select coalesce(json_agg(json_build_object('nth', r.nth, 'kind', r.kind, 'number', r.number,
                        'refersTo', (select t.number from receipts t
                                      where (t.restaurant_id, t.order_id, t.nth) = (r.restaurant_id, r.order_id, r.refers_to)),
                        'at', r.issued_at, 'cause', r.cause, 'reason', r.reason, 'by', r.by, 'currency', r.currency,
                        'totalMinor', r.total_minor, 'lines', r.lines, 'taxes', r.taxes) order by r.nth), '[]')
                        from receipts r where (r.restaurant_id, r.order_id) = (o.restaurant_id, o.order_id)))::text as page
              from orders o where o.restaurant_id = :restaurant and o.order_id = :order
            """;

    private final Postgres postgres;
    private final DatabaseClient client;

    public ReceiptRoutes(Postgres postgres) {
        this.postgres = postgres;
        this.client = postgres.client();
    }

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET("/api/restaurants/{restaurantId}/orders/{orderId}/receipts", this::ofOrder)
                .build();
    }

    private Mono<ServerResponse> ofOrder(ServerRequest request) {
        String restaurantId = Visitor.of(request).restaurantId();
        return postgres.looking(
                        restaurantId,
                        client.sql(OF_ORDER)
                                .bind("restaurant", restaurantId)
                                .bind("order", request.pathVariable("orderId"))
                                .map(row -> Objects.requireNonNull(row.get("page", String.class)))
                                .all())
                .next()
                .flatMap(page -> ServerResponse.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(page))
                .switchIfEmpty(Mono.defer(() ->
                        Problem.notFound("This restaurant has no such order.").response()));
    }
}

package dev.sotto.orders.erasure;

import dev.sotto.orders.access.Visitor;
import dev.sotto.orders.problem.Problem;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;

/** A guest's wish to be forgotten. His number is in the body, since addresses are written down on many ways. */
public final class ErasureRoutes {

    private final Erasures erasures;

    public ErasureRoutes(Erasures erasures) {
        this.erasures = erasures;
    }

    public RouterFunction<ServerResponse> routes() {
        String all = "/api/restaurants/{restaurantId}/erasures";
        return RouterFunctions.route()
                .POST(all, this::ask)
                .GET(all, this::list)
                .GET(all + "/{erasureId}", this::look)
                .build();
    }

    record Wish(@Nullable String phone, @Nullable Boolean dryRun) {}

    private Mono<ServerResponse> ask(ServerRequest request) {
        Visitor visitor = Visitor.of(request);
        return request.bodyToMono(Wish.class)
                .onErrorMap(
                        IllegalArgumentException.class, wrong -> new ServerWebInputException("not JSON", null, wrong))
                .defaultIfEmpty(new Wish(null, null))
                .flatMap(wish -> {
                    PhoneNumber number = PhoneNumber.of(wish.phone());
                    return number == null
                            ? Problem.badRequest("Send {\"phone\": \"+33 6 12 34 56 78\"}, a number of 6 to 20 digits;"
                                            + " \"dryRun\": true only counts.")
                                    .response()
                            : ask(visitor, number, Boolean.TRUE.equals(wish.dryRun()));
                });
    }

    private Mono<ServerResponse> ask(Visitor visitor, PhoneNumber number, boolean dryRun) {
        return erasures.find(visitor.restaurantId(), number).flatMap(traces -> {
            if (dryRun || traces.none()) {
                return ServerResponse.ok().bodyValue(counted(number, traces));
            }
            if (traces.onThePhone()) {
                return Problem.conflict(
                                "on-the-phone", "This guest is on the telephone now; ask again when he has hung up.")
                        .response();
            }
            String by = visitor.role() + " " + visitor.bearer().subject();
            return erasures.ask(visitor.restaurantId(), number, traces, by)
                    .flatMap(standing -> ServerResponse.accepted().bodyValue(standing));
        });
    }

    private static Map<String, Object> counted(PhoneNumber number, Traces traces) {
        return Map.of(
                "phoneEnding",
                number.ending(),
                "calls",
                traces.calls().size(),
                "orders",
                traces.orders().size(),
                "found",
                traces.rows());
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        return erasures.areKnown()
                ? ServerResponse.ok().bodyValue(erasures.all(Visitor.of(request).restaurantId()))
                : logUnread();
    }

    private static Mono<ServerResponse> logUnread() {
        return Problem.away("The log has not been read yet. Try again in a moment.")
                .response();
    }

    private Mono<ServerResponse> look(ServerRequest request) {
        if (!erasures.areKnown()) {
            return logUnread();
        }
        var standing = erasures.standing(Visitor.of(request).restaurantId(), request.pathVariable("erasureId"));
        return standing == null
                ? Problem.notFound("Nobody asked for this in this restaurant.").response()
                : ServerResponse.ok().bodyValue(standing);
    }
}

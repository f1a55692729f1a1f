package dev.sotto.orders.kitchen;

import dev.sotto.orders.access.Visitor;
import dev.sotto.orders.api.Problem;
import dev.sotto.orders.kitchen.Commands.Decision;
import dev.sotto.orders.store.Tickets;
import dev.sotto.schemas.order.OrderRecord;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;

/** The kitchen's screen over HTTP: the page, what it is told, what it may press. */
public final class KitchenRoutes {

    private static final ParameterizedTypeReference<ServerSentEvent<Object>> EVENTS =
            new ParameterizedTypeReference<>() {};
    /** A process holds about 0.3 MiB for a screen that does not read; this many it can always hold. */
    private static final int MOST_SCREENS = 2_000;

    private static final Resource PAGE = file("kitchen.html");

    private final Tickets tickets;
    private final TicketFeed feed;
    private final Function<OrderRecord, Mono<Void>> append;

    /** @param append completes when the order event is durable in the log */
    public KitchenRoutes(Tickets tickets, TicketFeed feed, Function<OrderRecord, Mono<Void>> append) {
        this.tickets = tickets;
        this.feed = feed;
        this.append = append;
    }

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET("/kitchen/{restaurantId}", request -> page())
                .GET("/kitchen/{restaurantId}/events", this::events)
                .POST("/kitchen/{restaurantId}/orders/{orderId}/bump", request -> press(Commands.BUMP, request))
                .POST("/kitchen/{restaurantId}/orders/{orderId}/recall", request -> press(Commands.RECALL, request))
                .GET("/assets/kitchen/{file}", this::asset)
                .build();
    }

    /** What a press says beside its address: the version of the ticket the cook was looking at. */
    record Press(@Nullable Long version) {}

    private static Mono<ServerResponse> page() {
        return ServerResponse.ok()
                .contentType(MediaType.TEXT_HTML)
                .cacheControl(CacheControl.noCache())
                .bodyValue(PAGE);
    }

    private Mono<ServerResponse> asset(ServerRequest request) {
        String name = request.pathVariable("file");
        Resource found = name.matches("[a-z]+\\.(js|css|svg)") ? file(name) : null;
        if (found == null || !found.exists()) {
            return Problem.notFound("There is nothing at this address.").response();
        }
        return ServerResponse.ok()
                .contentType(mediaType(name))
                .cacheControl(CacheControl.noCache())
                .bodyValue(found);
    }

    private Mono<ServerResponse> events(ServerRequest request) {
        String last = request.headers().firstHeader("Last-Event-ID");
        if (last != null && !last.matches("\\d{1,18}")) {
            return Problem.badRequest("Last-Event-ID must be the id of an event of this stream, a whole number.")
                    .response();
        }
        if (feed.screens() >= MOST_SCREENS) {
            return Problem.away("Too many screens are open here. Try again in a moment.")
                    .response();
        }
        Long after = last == null ? null : Long.valueOf(last);
        return ServerResponse.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .cacheControl(CacheControl.noStore())
                .header("X-Accel-Buffering", "no")
                .body(feed.follow(Visitor.of(request).restaurantId(), after), EVENTS);
    }

    private Mono<ServerResponse> press(Commands command, ServerRequest request) {
        Visitor visitor = Visitor.of(request);
        String by = visitor.role().name().toLowerCase(Locale.ROOT);
        return request.bodyToMono(Press.class)
                .onErrorMap(
                        IllegalArgumentException.class, wrong -> new ServerWebInputException("not JSON", null, wrong))
                .filter(press -> press.version() != null)
                .flatMap(press -> tickets.find(visitor.restaurantId(), request.pathVariable("orderId"))
                        .map(ticket -> command.decide(ticket, version(press), by))
                        .flatMap(this::carryOut)
                        .switchIfEmpty(Mono.defer(() -> Problem.notFound("This restaurant has no such order.")
                                .response())))
                .switchIfEmpty(Mono.defer(
                        () -> Problem.badRequest("Send {\"version\": n}, the version of the ticket that was pressed.")
                                .response()));
    }

    private static long version(Press press) {
        Long version = press.version();
        return version == null ? 0 : version;
    }

    private Mono<ServerResponse> carryOut(Decision decision) {
        return switch (decision) {
            case Decision.Append event ->
                append.apply(event.order()).then(ServerResponse.accepted().build());
            case Decision.Nothing already -> ServerResponse.accepted().build();
            case Decision.Refuse refused -> refused.problem().response();
        };
    }

    private static Resource file(String name) {
        return new ClassPathResource("page/" + name, KitchenRoutes.class);
    }

    private static MediaType mediaType(String name) {
        return MediaType.parseMediaType(
                name.endsWith(".js") ? "text/javascript" : name.endsWith(".css") ? "text/css" : "image/svg+xml");
    }
}

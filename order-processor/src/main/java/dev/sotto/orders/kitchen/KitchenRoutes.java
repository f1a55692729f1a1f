package dev.sotto.orders.kitchen;

import dev.sotto.orders.access.PageFile;
import dev.sotto.orders.access.Visitor;
import dev.sotto.orders.problem.Problem;
import dev.sotto.shipped.ShippedFiles;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ReactiveHttpOutputMessage;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The kitchen's screen over HTTP: the page and what it is told. */
public final class KitchenRoutes {

    /** A process holds about 0.3 MiB for a screen that does not read; this many it can always hold. */
    private static final int MOST_SCREENS = 2_000;

    private static final ShippedFiles FILES = new ShippedFiles(KitchenRoutes.class, "page/");

    private final TicketFeed feed;

    public KitchenRoutes(TicketFeed feed) {
        this.feed = feed;
    }

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET("/kitchen/{restaurantId}", KitchenRoutes::page)
                .GET("/kitchen/{restaurantId}/events", this::events)
                .GET("/assets/kitchen/{file}", this::asset)
                .build();
    }

    private static Mono<ServerResponse> page(ServerRequest request) {
        return PageFile.of(request, ServerResponse.ok(), MediaType.TEXT_HTML, FILES.require("kitchen.html"));
    }

    private Mono<ServerResponse> asset(ServerRequest request) {
        String name = request.pathVariable("file");
        byte[] found = name.matches("[a-z]+\\.(js|css|svg)") ? FILES.find(name) : null;
        if (found == null) {
            return Problem.notFound("There is nothing at this address.").response();
        }
        // The worker lies among the assets and keeps the pages of all kitchens.
        ServerResponse.BodyBuilder answer = ServerResponse.ok().header("Service-Worker-Allowed", "/kitchen/");
        return PageFile.of(request, answer, mediaType(name), found);
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
                .body((response, context) -> tell(response, told(Visitor.of(request), after)));
    }

    private Flux<ScreenEvent> told(Visitor visitor, @Nullable Long after) {
        return visitor.isOnlyABoard()
                ? feed.followForGuests(visitor.restaurantId(), after)
                : feed.follow(visitor.restaurantId(), after);
    }

    private static Mono<Void> tell(ReactiveHttpOutputMessage screen, Flux<ScreenEvent> events) {
        return screen.writeAndFlushWith(events.map(event -> Mono.just(event.written(screen.bufferFactory()))));
    }

    private static MediaType mediaType(String name) {
        return MediaType.parseMediaType(
                name.endsWith(".js") ? "text/javascript" : name.endsWith(".css") ? "text/css" : "image/svg+xml");
    }
}

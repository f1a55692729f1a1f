package dev.sotto.orders.manager;

import dev.sotto.orders.access.PageFile;
import dev.sotto.orders.access.Visitor;
import dev.sotto.orders.problem.Problem;
import dev.sotto.shipped.ShippedFiles;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The manager's page over HTTP, and what it is told. */
public final class ManagerRoutes {

    private static final ParameterizedTypeReference<ServerSentEvent<Object>> EVENTS =
            new ParameterizedTypeReference<>() {};

    private static final ShippedFiles FILES = new ShippedFiles(ManagerRoutes.class, "page/");

    private final LiveFeed feed;

    public ManagerRoutes(LiveFeed feed) {
        this.feed = feed;
    }

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET("/manager/{restaurantId}", ManagerRoutes::page)
                .GET("/manager/{restaurantId}/events", this::events)
                .GET("/assets/manager/{file}", this::asset)
                .build();
    }

    private static Mono<ServerResponse> page(ServerRequest request) {
        return PageFile.of(request, ServerResponse.ok(), MediaType.TEXT_HTML, FILES.require("manager.html"));
    }

    private Mono<ServerResponse> asset(ServerRequest request) {
        String name = request.pathVariable("file");
        byte[] found = name.matches("[a-z-]+\\.(js|css)") ? FILES.find(name) : null;
        if (found == null) {
            return Problem.notFound("There is nothing at this address.").response();
        }
        MediaType type = MediaType.parseMediaType(name.endsWith(".js") ? "text/javascript" : "text/css");
        return PageFile.of(request, ServerResponse.ok(), type, found);
    }

    private Mono<ServerResponse> events(ServerRequest request) {
        return ServerResponse.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .cacheControl(CacheControl.noStore())
                .header("X-Accel-Buffering", "no")
                .body(feed.follow(Visitor.of(request).restaurantId()), EVENTS);
    }
}

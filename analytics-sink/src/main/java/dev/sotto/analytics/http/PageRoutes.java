package dev.sotto.analytics.http;

import java.time.Duration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The analyst's page; it holds nothing itself and asks {@code /sql} with the token of whoever opened it. */
public final class PageRoutes {

    private static final String CHARTS = "META-INF/resources/webjars/chart.js/4.5.1/dist/chart.umd.min.js";

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET("/history", request -> served(file("history.html"), "text/html", CacheControl.noCache()))
                .GET(
                        "/assets/history/chart-4.5.1.js",
                        request -> served(
                                new ClassPathResource(CHARTS),
                                "text/javascript",
                                CacheControl.maxAge(Duration.ofDays(30)).cachePublic()))
                .GET("/assets/history/{file}", this::asset)
                .build();
    }

    private Mono<ServerResponse> asset(ServerRequest request) {
        String name = request.pathVariable("file");
        Resource found = name.matches("[a-z]+\\.(js|css|svg)") ? file(name) : null;
        if (found == null || !found.exists()) {
            return Problems.problem(HttpStatus.NOT_FOUND, "Nothing here", "There is nothing at this address.");
        }
        return served(found, type(name), CacheControl.noCache());
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "js" -> "text/javascript";
            case "css" -> "text/css";
            default -> "image/svg+xml";
        };
    }

    private static Mono<ServerResponse> served(Resource resource, String type, CacheControl cache) {
        return ServerResponse.ok()
                .contentType(MediaType.parseMediaType(type))
                .cacheControl(cache)
                .bodyValue(resource);
    }

    private static Resource file(String name) {
        return new ClassPathResource("page/" + name, PageRoutes.class);
    }
}

package dev.sotto.analytics.http;

import dev.sotto.shipped.ShippedFiles;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The analyst's and the operators' pages; they hold nothing themselves and ask with the token of whoever opened them. */
public final class PageRoutes {

    private static final ShippedFiles FILES = new ShippedFiles(PageRoutes.class, "page/");

    private static final byte[] HISTORY = framed("history.html");
    private static final byte[] OPERATOR = framed("operator.html");

    private static final ShippedFiles CHARTS =
            new ShippedFiles(PageRoutes.class, "/META-INF/resources/webjars/chart.js/4.5.1/dist/");

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET("/history", request -> served(HISTORY, "text/html", CacheControl.noCache()))
                .GET("/operator", request -> served(OPERATOR, "text/html", CacheControl.noCache()))
                .GET(
                        "/assets/history/chart-4.5.1.js",
                        request -> served(
                                CHARTS.require("chart.umd.min.js"),
                                "text/javascript",
                                CacheControl.maxAge(Duration.ofDays(30)).cachePublic()))
                .GET("/assets/history/{file}", this::asset)
                .build();
    }

    /** A page's own part of the head, then its main part, in the frame that all pages have. */
    private static byte[] framed(String page) {
        String[] own = text(page).split("</?main>", -1);
        return text("frame.html")
                .replace("<!-- head -->", own[0].strip())
                .replace("<!-- main -->", own[1].strip())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String text(String file) {
        return new String(FILES.require(file), StandardCharsets.UTF_8);
    }

    private Mono<ServerResponse> asset(ServerRequest request) {
        String name = request.pathVariable("file");
        byte[] found = name.matches("[a-z]+\\.(js|css|svg)") ? FILES.find(name) : null;
        if (found == null) {
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

    private static Mono<ServerResponse> served(byte[] content, String type, CacheControl cache) {
        return ServerResponse.ok()
                .contentType(MediaType.parseMediaType(type))
                .cacheControl(cache)
                .bodyValue(content);
    }
}

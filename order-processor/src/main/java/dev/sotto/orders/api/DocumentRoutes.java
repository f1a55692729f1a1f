package dev.sotto.orders.api;

import dev.sotto.shipped.ShippedFiles;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** What this service can be asked, as OpenAPI says it; a test holds it against the routes. */
public final class DocumentRoutes {

    private static final byte[] DOCUMENT = new ShippedFiles(DocumentRoutes.class, "").require("openapi.json");

    private DocumentRoutes() {}

    public static RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET(
                        "/openapi.json",
                        request -> ServerResponse.ok()
                                .contentType(MediaType.APPLICATION_JSON)
                                .bodyValue(DOCUMENT))
                .build();
    }
}

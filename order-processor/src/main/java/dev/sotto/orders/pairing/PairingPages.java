package dev.sotto.orders.pairing;

import dev.sotto.orders.access.PageFile;
import dev.sotto.orders.problem.Problem;
import dev.sotto.shipped.ShippedFiles;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The page of a device that belongs to nobody yet, and the one that brings a scanned code to its manager. */
public final class PairingPages {

    private static final ShippedFiles FILES = new ShippedFiles(PairingPages.class, "page/");

    private PairingPages() {}

    public static RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET("/pair", request -> answer(request, MediaType.TEXT_HTML, FILES.require("pair.html")))
                .GET("/manager", request -> answer(request, MediaType.TEXT_HTML, FILES.require("bring.html")))
                .GET("/assets/devices/{file}", PairingPages::asset)
                .build();
    }

    private static Mono<ServerResponse> asset(ServerRequest request) {
        String name = request.pathVariable("file");
        byte[] found = name.matches("[a-z]+\\.(js|css)") ? FILES.find(name) : null;
        if (found == null) {
            return Problem.notFound("There is nothing at this address.").response();
        }
        return answer(request, MediaType.parseMediaType(name.endsWith(".js") ? "text/javascript" : "text/css"), found);
    }

    private static Mono<ServerResponse> answer(ServerRequest request, MediaType type, byte[] body) {
        return PageFile.of(request, ServerResponse.ok(), type, body);
    }
}

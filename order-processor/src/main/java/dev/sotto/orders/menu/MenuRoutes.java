package dev.sotto.orders.menu;

import dev.sotto.orders.access.Visitor;
import dev.sotto.orders.problem.Problem;
import dev.sotto.schemas.restaurant.Menu;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A restaurant's menu over HTTP: read whole, written whole, and only over the revision that was read. */
public final class MenuRoutes {

    /** A word that is no field is a slip, and a field that is missing is one too: a whole menu is sent back. */
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private static final String ETAG = "\"\\d{1,18}\"";

    private final Edits edits;

    public MenuRoutes(Edits edits) {
        this.edits = edits;
    }

    public RouterFunction<ServerResponse> routes() {
        String menu = "/api/restaurants/{restaurantId}/menu";
        return RouterFunctions.route()
                .GET(menu, this::read)
                .PUT(menu, this::write)
                .POST(menu + "/check", this::check)
                .build();
    }

    private Mono<ServerResponse> read(ServerRequest request) {
        return edits.current(Visitor.of(request).restaurantId())
                .flatMap(config -> ServerResponse.ok()
                        .eTag(Long.toString(config.revision()))
                        .bodyValue(config.menu()))
                .switchIfEmpty(none());
    }

    private Mono<ServerResponse> write(ServerRequest request) {
        Visitor visitor = Visitor.of(request);
        String seen = request.headers().firstHeader(HttpHeaders.IF_MATCH);
        if (seen == null || !seen.matches(ETAG)) {
            return new Problem(
                            HttpStatus.PRECONDITION_REQUIRED,
                            "if-match",
                            "Send If-Match with the ETag of the menu that was read, such as \"3\".")
                    .response();
        }
        long revision = Long.parseLong(seen.replace("\"", ""));
        return menu(
                request,
                menu -> edits.change(visitor.restaurantId(), revision, visitor.role(), before -> menu)
                        .flatMap(MenuRoutes::answer)
                        .switchIfEmpty(none()));
    }

    /** What would be answered, without changing anything. */
    private Mono<ServerResponse> check(ServerRequest request) {
        return menu(
                request,
                menu -> edits.current(Visitor.of(request).restaurantId())
                        .map(now -> Edits.complaints(menu, now))
                        .flatMap(complaints -> ServerResponse.ok().bodyValue(Map.of("problems", complaints)))
                        .switchIfEmpty(none()));
    }

    private interface WithMenu {
        Mono<ServerResponse> then(Menu menu);
    }

    private static Mono<ServerResponse> menu(ServerRequest request, WithMenu next) {
        return request.bodyToMono(byte[].class).defaultIfEmpty(new byte[0]).flatMap(body -> {
            try {
                return next.then(STRICT.readValue(body, Menu.class));
            } catch (JacksonException torn) {
                return Problem.badRequest("This is not a whole menu: " + where(torn))
                        .response();
            }
        });
    }

    private static String where(JacksonException torn) {
        StringBuilder at = new StringBuilder("menu");
        for (JacksonException.Reference step : torn.getPath()) {
            at.append(step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName());
        }
        return at + " is missing, unknown or of the wrong kind.";
    }

    private static Mono<ServerResponse> answer(EditAnswer answer) {
        return switch (answer) {
            case EditAnswer.Accepted accepted ->
                ServerResponse.accepted()
                        .eTag(Long.toString(accepted.revision()))
                        .bodyValue(Map.of("revision", accepted.revision()));
            case EditAnswer.Refused refused -> refused.problem().response();
            case EditAnswer.Senseless senseless -> senseless(senseless.complaints());
        };
    }

    private static Mono<ServerResponse> senseless(List<EditAnswer.Complaint> complaints) {
        Problem problem = new Problem(
                HttpStatus.UNPROCESSABLE_CONTENT, "menu", "The menu would not make sense; problems says where.");
        return ServerResponse.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .bodyValue(problem.with("problems", complaints));
    }

    private static Mono<ServerResponse> none() {
        return Mono.defer(
                () -> Problem.notFound("There is no menu of this restaurant.").response());
    }
}

package dev.sotto.orders.menu;

import dev.sotto.orders.access.Visitor;
import dev.sotto.orders.problem.Problem;
import java.util.Map;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;

/** A restaurant's menu over HTTP: read whole, written whole, and only over the revision that was read. */
public final class MenuRoutes {

    private static final Editing EDITING = new Editing("menu");

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
        return EDITING.over(
                request,
                revision -> menu(
                        request,
                        menu -> edits.change(visitor.restaurantId(), revision, visitor.role(), menu::over)
                                .flatMap(EDITING::answer)
                                .switchIfEmpty(none())));
    }

    /** What would be answered, without changing anything. */
    private Mono<ServerResponse> check(ServerRequest request) {
        return menu(
                request,
                menu -> edits.current(Visitor.of(request).restaurantId())
                        .map(now -> Edits.complaints(menu.over(now.menu()), now))
                        .flatMap(complaints -> ServerResponse.ok().bodyValue(Map.of("problems", complaints)))
                        .switchIfEmpty(none()));
    }

    private interface WithMenu {
        Mono<ServerResponse> then(SentMenu menu);
    }

    private static Mono<ServerResponse> menu(ServerRequest request, WithMenu next) {
        return request.bodyToMono(byte[].class).defaultIfEmpty(new byte[0]).flatMap(body -> {
            try {
                return next.then(SentMenu.read(body));
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

    private static Mono<ServerResponse> none() {
        return Mono.defer(
                () -> Problem.notFound("There is no menu of this restaurant.").response());
    }
}

package dev.sotto.analytics.http;

import static dev.sotto.analytics.http.Problems.problem;

import dev.sotto.analytics.query.QuerySettings.Token;
import dev.sotto.analytics.query.Questions;
import dev.sotto.analytics.query.Scope;
import dev.sotto.analytics.saved.SavedQuestions;
import dev.sotto.analytics.saved.ShelfAway;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code /sql/saved}: questions under names, for whoever may ask them. */
public final class SavedRoutes {

    private static final String NAME = "[a-z0-9][a-z0-9-]{0,63}";

    private final SavedQuestions saved;
    private final Questions questions;
    private final Askers askers;

    public SavedRoutes(SavedQuestions saved, Questions questions, List<Token> tokens) {
        this.saved = saved;
        this.questions = questions;
        this.askers = new Askers(tokens);
    }

    public RouterFunction<ServerResponse> routes() {
        RouterFunctions.Builder routes = RouterFunctions.route()
                .GET("/sql/saved", this::list)
                .GET("/sql/saved/{name}", this::find)
                .PUT("/sql/saved/{name}", this::save)
                .DELETE("/sql/saved/{name}", this::remove)
                .onError(
                        ShelfAway.class,
                        (away, request) ->
                                problem(HttpStatus.SERVICE_UNAVAILABLE, "Not now", String.valueOf(away.getMessage())));
        return Problems.answered(routes).build();
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        return askers.inScope(
                request,
                scope -> saved.of(scope).flatMap(all -> ServerResponse.ok().bodyValue(Map.of("saved", all))));
    }

    private Mono<ServerResponse> find(ServerRequest request) {
        return askers.inScope(
                request,
                scope -> saved.find(scope, request.pathVariable("name"))
                        .flatMap(found -> ServerResponse.ok().bodyValue(found))
                        .switchIfEmpty(Mono.defer(SavedRoutes::unknown)));
    }

    private Mono<ServerResponse> save(ServerRequest request) {
        return askers.inScope(
                request, scope -> Statement.in(request).flatMap(sql -> save(scope, request.pathVariable("name"), sql)));
    }

    /** What could not be asked is not kept either. */
    private Mono<ServerResponse> save(Scope scope, String name, String sql) {
        if (!name.matches(NAME)) {
            return problem(
                    HttpStatus.BAD_REQUEST,
                    "Not a name",
                    "A name has 1 to 64 small letters, digits and hyphens, and begins with no hyphen.");
        }
        return questions
                .refusal(sql)
                .flatMap(refusal -> problem(HttpStatus.BAD_REQUEST, "Refused", refusal))
                .switchIfEmpty(Mono.defer(() -> saved.save(scope, name, sql)
                        .flatMap(kept -> kept
                                ? ServerResponse.noContent().build()
                                : problem(
                                        HttpStatus.CONFLICT,
                                        "No room",
                                        "200 questions are kept already; remove one that nobody asks."))));
    }

    private Mono<ServerResponse> remove(ServerRequest request) {
        return askers.inScope(
                request,
                scope -> saved.remove(scope, request.pathVariable("name"))
                        .flatMap(removed -> removed ? ServerResponse.noContent().build() : unknown()));
    }

    private static Mono<ServerResponse> unknown() {
        return problem(HttpStatus.NOT_FOUND, "No such question", "Nothing is saved for you under this name.");
    }
}

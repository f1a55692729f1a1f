package dev.sotto.analytics.http;

import dev.sotto.analytics.query.QuerySettings.Token;
import dev.sotto.analytics.query.Scope;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Who may ask, by the token he sends. */
record Askers(List<Token> tokens) {

    private static final String BEARER = "Bearer ";

    Mono<ServerResponse> inScope(ServerRequest request, Handling handling) {
        Optional<Scope> scope = scope(request.headers().firstHeader(HttpHeaders.AUTHORIZATION));
        return scope.isPresent() ? handling.handle(scope.get()) : unauthorized();
    }

    /** Lets operators of all restaurants in, and nobody else. */
    Mono<ServerResponse> asOperator(ServerRequest request, Handling handling) {
        return inScope(
                request,
                scope -> scope.isOperatorOfAll()
                        ? handling.handle(scope)
                        : Problems.problem(
                                HttpStatus.FORBIDDEN,
                                "Not yours",
                                "Only an operator of all restaurants may see this."));
    }

    private Optional<Scope> scope(@Nullable String authorization) {
        return authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.empty()
                : Scope.of(authorization.substring(BEARER.length()).strip(), tokens);
    }

    private Mono<ServerResponse> unauthorized() {
        return Problems.problem(
                HttpStatus.UNAUTHORIZED,
                "Who are you?",
                tokens.isEmpty()
                        ? "No token is known here: the operator sets analytics.query.tokens."
                        : "Send a token this service knows: Authorization: Bearer <token>.");
    }

    interface Handling {
        Mono<ServerResponse> handle(Scope scope);
    }
}

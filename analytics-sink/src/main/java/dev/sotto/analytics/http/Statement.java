package dev.sotto.analytics.http;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** A statement in the body of a request: text, or JSON's {@code sql}. */
record Statement(@Nullable String sql) {

    /** Empty text when there is none. */
    static Mono<String> in(ServerRequest request) {
        boolean json = request.headers()
                .contentType()
                .filter(MediaType.APPLICATION_JSON::includes)
                .isPresent();
        Mono<String> sql = json
                ? request.bodyToMono(Statement.class).map(asked -> asked.sql() == null ? "" : asked.sql())
                : request.bodyToMono(String.class);
        return sql.defaultIfEmpty("");
    }
}

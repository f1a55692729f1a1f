package dev.sotto.analytics.http;

import dev.sotto.analytics.lake.LakeUnavailable;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;

/** Every failure is one sentence in a problem document (RFC 9457). */
final class Problems {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private Problems() {}

    static Mono<ServerResponse> problem(HttpStatus status, String title, String detail) {
        return problem(status, title, detail, Map.of());
    }

    /** @param more headers of the answer */
    static Mono<ServerResponse> problem(HttpStatus status, String title, String detail, Map<String, String> more) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(title);
        return ServerResponse.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .headers(headers -> {
                    headers.setAll(more);
                    if (status == HttpStatus.SERVICE_UNAVAILABLE) {
                        headers.set(HttpHeaders.RETRY_AFTER, "5");
                    }
                    if (status == HttpStatus.UNAUTHORIZED) {
                        headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
                    }
                })
                .bodyValue(problem);
    }

    static RouterFunctions.Builder answered(RouterFunctions.Builder routes) {
        return routes.onError(ServerWebInputException.class, (failed, request) -> unreadable())
                .onError(DataBufferLimitException.class, (failed, request) -> tooLarge())
                .onError(LakeUnavailable.class, (failed, request) -> away(failed))
                .onError(RuntimeException.class, Problems::unexpected);
    }

    private static Mono<ServerResponse> unreadable() {
        return problem(
                HttpStatus.BAD_REQUEST,
                "The request cannot be read",
                "Send {\"sql\": \"select …\"} as application/json, or the statement itself as text/plain.");
    }

    private static Mono<ServerResponse> tooLarge() {
        return problem(HttpStatus.CONTENT_TOO_LARGE, "The statement is too long", "Send at most 256 kB.");
    }

    private static Mono<ServerResponse> away(Throwable failed) {
        return problem(
                HttpStatus.SERVICE_UNAVAILABLE, "Not now", "The history cannot be read now: " + failed.getMessage());
    }

    private static Mono<ServerResponse> unexpected(Throwable failed, ServerRequest request) {
        log.error("{} {} failed", request.method(), request.path(), failed);
        return problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "Our mistake",
                "The question could not be answered because of a fault here; it is in the log.");
    }
}

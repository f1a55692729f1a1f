package dev.sotto.orders.problem;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * Something a caller did or met that he must be told, as RFC 9457 says it.
 *
 * @param code stays the same when the words change, so that a program can act on it
 */
public record Problem(HttpStatus status, String code, String detail) {

    public static Problem badRequest(String detail) {
        return new Problem(HttpStatus.BAD_REQUEST, "bad-request", detail);
    }

    public static Problem notFound(String detail) {
        return new Problem(HttpStatus.NOT_FOUND, "not-found", detail);
    }

    public static Problem conflict(String code, String detail) {
        return new Problem(HttpStatus.CONFLICT, code, detail);
    }

    public static Problem away(String detail) {
        return new Problem(HttpStatus.SERVICE_UNAVAILABLE, "away", detail);
    }

    public Mono<ServerResponse> response() {
        ServerResponse.BodyBuilder builder =
                ServerResponse.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            builder.header("Retry-After", "2");
        }
        return builder.bodyValue(body());
    }

    /** The body, saying something more. */
    public ProblemDetail with(String name, Object value) {
        ProblemDetail body = body();
        body.setProperty(name, value);
        return body;
    }

    ProblemDetail body() {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(status, detail);
        body.setTitle(status.getReasonPhrase());
        body.setProperties(new LinkedHashMap<>(Map.of("code", code)));
        return body;
    }
}

package dev.sotto.orders.problem;

import dev.sotto.log.LogUnavailable;
import dev.sotto.orders.store.Fault;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.ObjectMapper;

/** Turns what failed on the way into one clear problem, and keeps the stack trace for our own log. */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class ProblemAnswers implements WebExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);

    private final ObjectMapper json;
    private final BooleanSupplier tablesAreThere;

    /** @param tablesAreThere false while they are still made, and the database refuses everything for reasons of that alone */
    public ProblemAnswers(ObjectMapper json, BooleanSupplier tablesAreThere) {
        this.json = json;
        this.tablesAreThere = tablesAreThere;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()) {
            // A stream that was under way: cutting it is the answer, the screen reconnects.
            return Mono.error(error);
        }
        Problem problem = problem(error);
        response.setStatusCode(problem.status());
        HttpHeaders headers = response.getHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE) {
            headers.set(HttpHeaders.RETRY_AFTER, "2");
        }
        byte[] body = json.writeValueAsBytes(problem.body());
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    private Problem problem(Throwable error) {
        if (error instanceof ErrorResponse refused && !tooLarge(error)) {
            return refusal(refused);
        }
        if (error instanceof LogUnavailable) {
            return Problem.away(
                    "The log does not answer; it is not certain whether this was done. Look, then try again.");
        }
        if (tooLarge(error)) {
            return new Problem(HttpStatus.CONTENT_TOO_LARGE, "too-large", "The body is too large.");
        }
        if (Fault.isOfTheDatabase(error) && !tablesAreThere.getAsBoolean()) {
            return Problem.away("The tables are being brought up to date. Try again in a moment.");
        }
        if (Fault.of(error) == Fault.POISON) {
            return Problem.badRequest("Something in the request is nothing that can be kept, such as a zero byte.");
        }
        if (Fault.of(error) == Fault.AWAY) {
            return Problem.away("The order database does not answer. Try again in a moment.");
        }
        String mark = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("Request failed, told as {}", mark, error);
        return new Problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "broken",
                "Something broke on our side. Tell support this mark: " + mark + ".");
    }

    private static boolean tooLarge(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataBufferLimitException) {
                return true;
            }
        }
        return false;
    }

    private static Problem refusal(ErrorResponse refused) {
        HttpStatus status = HttpStatus.valueOf(refused.getStatusCode().value());
        String detail = refused.getBody().getDetail();
        Map<String, Object> said = refused.getBody().getProperties();
        Object code = said == null ? null : said.get("code");
        String words = status == HttpStatus.NOT_FOUND ? "There is nothing at this address." : detail;
        return new Problem(
                status,
                code == null ? status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-') : code.toString(),
                words == null ? status.getReasonPhrase() : words);
    }
}

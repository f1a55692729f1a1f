package dev.sotto.analytics.query;

import static org.springframework.web.reactive.function.server.RequestPredicates.contentType;

import dev.sotto.analytics.lake.LakeUnavailable;
import dev.sotto.analytics.lake.StoredTable;
import dev.sotto.analytics.query.QueryOutcome.Answered;
import dev.sotto.analytics.query.QueryOutcome.Refused;
import dev.sotto.analytics.query.QueryOutcome.TimedOut;
import dev.sotto.analytics.query.QueryOutcome.Unavailable;
import dev.sotto.analytics.query.QuerySettings.Role;
import dev.sotto.analytics.query.QuerySettings.Token;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;

/** {@code POST /sql} and {@code GET /sql/tables}. Every failure is one sentence in a problem document (RFC 9457). */
public final class SqlRoutes {

    private static final Logger log = LoggerFactory.getLogger(SqlRoutes.class);

    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=utf-8");

    private final Questions questions;
    private final List<Token> tokens;

    public SqlRoutes(Questions questions, List<Token> tokens) {
        this.questions = questions;
        this.tokens = tokens;
    }

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .POST("/sql", contentType(MediaType.APPLICATION_JSON), this::askInJson)
                .POST("/sql", this::askInText)
                .GET("/sql/tables", this::tables)
                .onError(ServerWebInputException.class, (failed, request) -> unreadable())
                .onError(DataBufferLimitException.class, (failed, request) -> tooLarge())
                .onError(LakeUnavailable.class, (failed, request) -> away(failed))
                .onError(RuntimeException.class, SqlRoutes::unexpected)
                .build();
    }

    private Mono<ServerResponse> askInJson(ServerRequest request) {
        return inScope(
                request,
                scope -> request.bodyToMono(Asked.class)
                        .flatMap(asked -> answer(asked.sql() == null ? "" : asked.sql(), scope, request))
                        .switchIfEmpty(Mono.defer(() -> answer("", scope, request))));
    }

    private Mono<ServerResponse> askInText(ServerRequest request) {
        return inScope(
                request,
                scope -> request.bodyToMono(String.class)
                        .defaultIfEmpty("")
                        .flatMap(sql -> answer(sql, scope, request)));
    }

    private Mono<ServerResponse> answer(String sql, Scope scope, ServerRequest request) {
        return questions.ask(sql, scope).flatMap(outcome -> switch (outcome) {
            case Answered(Answer answer) -> wantsCsv(request) ? csv(answer) : json(answer);
            case Refused(String reason) -> problem(HttpStatus.BAD_REQUEST, "The statement was not answered", reason);
            case TimedOut(String reason) -> problem(HttpStatus.GATEWAY_TIMEOUT, "The statement took too long", reason);
            case Unavailable(String reason) -> problem(HttpStatus.SERVICE_UNAVAILABLE, "Not now", reason);
        });
    }

    private Mono<ServerResponse> tables(ServerRequest request) {
        return inScope(
                request,
                scope -> questions
                        .tables(scope)
                        .map(table -> described(table, scope))
                        .collectList()
                        .flatMap(tables ->
                                ServerResponse.ok().bodyValue(Map.of("tables", tables, "views", Views.names()))));
    }

    private static Map<String, Object> described(StoredTable table, Scope scope) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("name", table.shape().name());
        described.put("about", table.shape().about());
        described.put(
                "columns",
                table.columns().stream()
                        .map(column -> Map.of("name", column.name(), "type", column.sqlType(), "about", column.doc()))
                        .toList());
        if (table.committedAt() != null) {
            described.put("committedAt", table.committedAt().toString());
        }
        if (scope.role() == Role.OPERATOR) {
            described.put("files", table.files().size());
            described.put(
                    "bytes",
                    table.files().stream().mapToLong(file -> file.bytes()).sum());
            described.put("offsets", table.offsets().toString());
        }
        return described;
    }

    private Mono<ServerResponse> inScope(ServerRequest request, Handling handling) {
        Optional<Scope> scope = Scope.ofHeader(request.headers().firstHeader(HttpHeaders.AUTHORIZATION), tokens);
        return scope.isPresent() ? handling.handle(scope.get()) : unauthorized();
    }

    private static boolean wantsCsv(ServerRequest request) {
        return request.headers().accept().stream()
                .filter(type -> !type.isWildcardType())
                .findFirst()
                .filter(type -> type.isCompatibleWith(CSV) && !type.isWildcardSubtype())
                .isPresent();
    }

    private static Mono<ServerResponse> json(Answer answer) {
        return ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).bodyValue(answer);
    }

    private static Mono<ServerResponse> csv(Answer answer) {
        return ServerResponse.ok()
                .contentType(CSV)
                .header("Sotto-Truncated", String.valueOf(answer.truncated()))
                .headers(headers -> {
                    if (answer.note() != null) {
                        headers.set("Sotto-Note", answer.note());
                    }
                })
                .bodyValue(Csv.of(answer));
    }

    private Mono<ServerResponse> unauthorized() {
        String detail = tokens.isEmpty()
                ? "No token is known here: the operator sets analytics.query.tokens."
                : "Send a token this service knows: Authorization: Bearer <token>.";
        return ServerResponse.status(HttpStatus.UNAUTHORIZED)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .bodyValue(detailed(HttpStatus.UNAUTHORIZED, "Who are you?", detail));
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

    private static Mono<ServerResponse> problem(HttpStatus status, String title, String detail) {
        return ServerResponse.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .headers(headers -> {
                    if (status == HttpStatus.SERVICE_UNAVAILABLE) {
                        headers.set(HttpHeaders.RETRY_AFTER, "5");
                    }
                })
                .bodyValue(detailed(status, title, detail));
    }

    private static ProblemDetail detailed(HttpStatus status, String title, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(title);
        return problem;
    }

    private interface Handling {
        Mono<ServerResponse> handle(Scope scope);
    }

    private record Asked(@Nullable String sql) {}
}

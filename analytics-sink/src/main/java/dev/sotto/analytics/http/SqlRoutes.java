package dev.sotto.analytics.http;

import static dev.sotto.analytics.http.Problems.problem;

import dev.sotto.analytics.lake.StoredTable;
import dev.sotto.analytics.query.Answer;
import dev.sotto.analytics.query.QueryOutcome;
import dev.sotto.analytics.query.QueryOutcome.Answered;
import dev.sotto.analytics.query.QueryOutcome.Refused;
import dev.sotto.analytics.query.QueryOutcome.TimedOut;
import dev.sotto.analytics.query.QueryOutcome.Unavailable;
import dev.sotto.analytics.query.QuerySettings.Role;
import dev.sotto.analytics.query.QuerySettings.Token;
import dev.sotto.analytics.query.Questions;
import dev.sotto.analytics.query.Scope;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code POST /sql} answers at once, {@code /sql/inquiries} when it can; {@code GET /sql/tables} says what there is. */
public final class SqlRoutes {

    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=utf-8");

    private final Questions questions;
    private final Inquiries inquiries;
    private final Askers askers;

    public SqlRoutes(Questions questions, List<Token> tokens) {
        this.questions = questions;
        this.inquiries = new Inquiries(questions);
        this.askers = new Askers(tokens);
    }

    public RouterFunction<ServerResponse> routes() {
        RouterFunctions.Builder routes = RouterFunctions.route()
                .POST("/sql", this::ask)
                .GET("/sql/tables", this::tables)
                .POST("/sql/inquiries", this::begin)
                .GET("/sql/inquiries/{id}", this::look)
                .DELETE("/sql/inquiries/{id}", this::giveUp);
        return Problems.answered(routes).build();
    }

    private Mono<ServerResponse> ask(ServerRequest request) {
        return askers.inScope(
                request, scope -> statement(request).flatMap(sql -> outcome(questions.ask(sql, scope), request)));
    }

    private static Mono<String> statement(ServerRequest request) {
        boolean json = request.headers()
                .contentType()
                .filter(MediaType.APPLICATION_JSON::includes)
                .isPresent();
        Mono<String> sql = json
                ? request.bodyToMono(Asked.class).map(asked -> asked.sql() == null ? "" : asked.sql())
                : request.bodyToMono(String.class);
        return sql.defaultIfEmpty("");
    }

    private static Mono<ServerResponse> outcome(Mono<QueryOutcome> asked, ServerRequest request) {
        return asked.flatMap(outcome -> switch (outcome) {
            case Answered(Answer answer) -> wantsCsv(request) ? csv(answer) : json(answer);
            case Refused(String reason) -> problem(HttpStatus.BAD_REQUEST, "The statement was not answered", reason);
            case TimedOut(String reason) -> problem(HttpStatus.GATEWAY_TIMEOUT, "The statement took too long", reason);
            case Unavailable(String reason) -> problem(HttpStatus.SERVICE_UNAVAILABLE, "Not now", reason);
        });
    }

    private Mono<ServerResponse> begin(ServerRequest request) {
        return askers.inScope(
                request,
                scope -> statement(request).flatMap(sql -> {
                    Inquiry begun = inquiries.begin(sql, scope);
                    return begun == null
                            ? problem(
                                    HttpStatus.SERVICE_UNAVAILABLE,
                                    "Not now",
                                    "Too many questions are being answered; give one of yours up, or come back.")
                            : told(begun, request);
                }));
    }

    private Mono<ServerResponse> look(ServerRequest request) {
        return askers.inScope(request, scope -> {
            Inquiry found = inquiries.find(request.pathVariable("id"), scope);
            return found == null ? unknown() : told(found, request);
        });
    }

    private Mono<ServerResponse> giveUp(ServerRequest request) {
        return askers.inScope(
                request,
                scope -> inquiries.giveUp(request.pathVariable("id"), scope)
                        ? ServerResponse.noContent().build()
                        : unknown());
    }

    /** The answer when there is one, as from {@code /sql}; else how far it is, and where to ask again. */
    private static Mono<ServerResponse> told(Inquiry inquiry, ServerRequest request) {
        QueryOutcome outcome = inquiry.outcome();
        return outcome != null
                ? outcome(Mono.just(outcome), request)
                : ServerResponse.accepted()
                        .location(URI.create("/sql/inquiries/" + inquiry.id()))
                        .bodyValue(Map.of("id", inquiry.id(), "percent", inquiry.percent()));
    }

    private static Mono<ServerResponse> unknown() {
        return problem(
                HttpStatus.NOT_FOUND, "No such question", "It was never asked by you, given up, or is long answered.");
    }

    private Mono<ServerResponse> tables(ServerRequest request) {
        return askers.inScope(
                request,
                scope -> questions
                        .tables(scope)
                        .map(table -> described(table, scope))
                        .collectList()
                        .flatMap(tables ->
                                ServerResponse.ok().bodyValue(Map.of("tables", tables, "views", questions.views()))));
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

    private record Asked(@Nullable String sql) {}
}

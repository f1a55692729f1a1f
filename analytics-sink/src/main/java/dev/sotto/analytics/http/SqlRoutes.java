package dev.sotto.analytics.http;

import static dev.sotto.analytics.http.Problems.problem;

import dev.sotto.analytics.export.FileForm;
import dev.sotto.analytics.http.Answers.AfterSending;
import dev.sotto.analytics.lake.StoredTable;
import dev.sotto.analytics.query.QueryOutcome;
import dev.sotto.analytics.query.QuerySettings.Role;
import dev.sotto.analytics.query.QuerySettings.Token;
import dev.sotto.analytics.query.Questions;
import dev.sotto.analytics.query.Scope;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code POST /sql} answers at once, {@code /sql/inquiries} when it can; {@code GET /sql/tables} says what there is. */
public final class SqlRoutes {

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
        FileForm form = AnswerForm.wantedBy(request).file();
        return askers.inScope(
                request,
                scope -> Statement.in(request)
                        .flatMap(sql -> form == null ? questions.ask(sql, scope) : questions.ask(sql, scope, form))
                        .flatMap(outcome -> Answers.told(outcome, request, AfterSending.DELETE)));
    }

    private Mono<ServerResponse> begin(ServerRequest request) {
        return askers.inScope(
                request,
                scope -> Statement.in(request).flatMap(sql -> {
                    Inquiry begun = inquiries.begin(
                            sql, scope, AnswerForm.wantedBy(request).file());
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
                ? Answers.told(outcome, request, AfterSending.KEEP)
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
}

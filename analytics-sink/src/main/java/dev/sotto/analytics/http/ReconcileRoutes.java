package dev.sotto.analytics.http;

import static dev.sotto.analytics.http.Problems.problem;

import dev.sotto.analytics.query.QuerySettings.Token;
import dev.sotto.analytics.reconcile.NotCompared;
import dev.sotto.analytics.reconcile.Period;
import dev.sotto.analytics.reconcile.Reconciler;
import dev.sotto.analytics.reconcile.Reconciler.Standing;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** For operators: {@code GET /reconciliation} says what is known, {@code POST} compares days now, {@code from} and {@code to}. */
public final class ReconcileRoutes {

    private final Reconciler reconciler;
    private final Askers askers;

    public ReconcileRoutes(Reconciler reconciler, List<Token> tokens) {
        this.reconciler = reconciler;
        this.askers = new Askers(tokens);
    }

    public RouterFunction<ServerResponse> routes() {
        RouterFunctions.Builder routes = RouterFunctions.route()
                .GET("/reconciliation", request -> askers.asOperator(request, scope -> standing()))
                .POST("/reconciliation", request -> askers.asOperator(request, scope -> compare(request)))
                .onError(
                        NotCompared.class,
                        (failed, request) ->
                                problem(HttpStatus.SERVICE_UNAVAILABLE, "Not now", String.valueOf(failed.getMessage())))
                .onError(
                        DateTimeParseException.class,
                        (failed, request) -> problem(
                                HttpStatus.BAD_REQUEST, "No such day", "Send days as from=2026-11-20&to=2026-11-21."));
        return Problems.answered(routes).build();
    }

    private Mono<ServerResponse> standing() {
        Standing now = reconciler.standing();
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("sentence", now.sentence());
        told.put("comparedAt", now.at());
        told.put("unsettled", now.unsettled());
        told.put("behind", now.behind());
        told.put("callsLeft", now.callsLeft());
        told.put("differences", now.differences());
        return ServerResponse.ok().bodyValue(told);
    }

    private Mono<ServerResponse> compare(ServerRequest request) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        LocalDate last = request.queryParam("to").map(LocalDate::parse).orElse(today);
        LocalDate first = request.queryParam("from").map(LocalDate::parse).orElse(last.minusDays(1));
        return first.isAfter(last)
                ? problem(HttpStatus.BAD_REQUEST, "No such days", "The first day is after the last.")
                : reconciler
                        .compare(Period.of(first, last))
                        .flatMap(compared -> ServerResponse.ok().bodyValue(compared));
    }
}

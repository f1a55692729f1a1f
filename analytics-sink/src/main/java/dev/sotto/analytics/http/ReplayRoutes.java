package dev.sotto.analytics.http;

import static dev.sotto.analytics.http.Problems.problem;

import dev.sotto.analytics.query.QuerySettings.Token;
import dev.sotto.analytics.query.Scope;
import dev.sotto.log.LogUnavailable;
import dev.sotto.log.Topics;
import dev.sotto.log.passage.Passage;
import dev.sotto.log.replay.ReplayAnswer;
import dev.sotto.log.replay.ReplayAnswer.Conflicting;
import dev.sotto.log.replay.ReplayAnswer.Taken;
import dev.sotto.log.replay.ReplayAnswer.Unfit;
import dev.sotto.log.replay.ReplayAnswer.Unknown;
import dev.sotto.log.replay.Replayed;
import dev.sotto.log.replay.Replays;
import dev.sotto.schemas.operation.RebuildTask;
import dev.sotto.schemas.operation.ReplayAsked;
import dev.sotto.schemas.operation.ReplayStanding;
import dev.sotto.schemas.operation.ReplayWish;
import dev.sotto.schemas.operation.RerunTask;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;

/**
 * For operators of all restaurants: {@code GET /replays} tells of all replays, {@code POST} wishes one, and {@code PUT
 * /replays/{id}/wish} lets one go on, rest or be given up. What is wished is done by one of the services' instances.
 */
public final class ReplayRoutes {

    /** A wish is a record in two topics, and a replay reads much of the log. */
    private static final int WISHES_IN_A_MINUTE = 30;

    private final Replays replays;
    private final Askers askers;
    private final Turns turns = new Turns(WISHES_IN_A_MINUTE, System::nanoTime);

    public ReplayRoutes(Replays replays, List<Token> tokens) {
        this.replays = replays;
        this.askers = new Askers(tokens);
    }

    /** A replay as it is wished; see {@link Replays#ask}. */
    record Wanted(
            @Nullable String topic,
            @Nullable String name,
            @Nullable Instant since,
            @Nullable Instant before,
            @Nullable String restaurantId,
            @Nullable String key,
            @Nullable Double recordsPerSecond,
            @Nullable Boolean onlyCount,
            @Nullable String reason) {

        static final double USUAL = 5_000;

        Passage passage() {
            return new Passage(words(topic), since, before, restaurantId, key);
        }

        double rate() {
            return recordsPerSecond == null ? USUAL : recordsPerSecond;
        }
    }

    /** What is to become of a replay. */
    record Wish(@Nullable ReplayWish wish, @Nullable String reason) {}

    public RouterFunction<ServerResponse> routes() {
        RouterFunctions.Builder routes = RouterFunctions.route()
                .GET("/replays", request -> askers.asOperator(request, scope -> all()))
                .GET("/replays/{id}", request -> askers.asOperator(request, scope -> one(request)))
                .POST(
                        "/replays",
                        request -> askers.asOperator(request, scope -> inTurn(scope, () -> ask(request, scope))))
                .PUT(
                        "/replays/{id}/wish",
                        request -> askers.asOperator(request, scope -> inTurn(scope, () -> wish(request, scope))))
                .onError(ServerWebInputException.class, (failed, request) -> unreadable())
                .onError(
                        LogUnavailable.class,
                        (away, request) ->
                                problem(HttpStatus.SERVICE_UNAVAILABLE, "Not now", String.valueOf(away.getMessage())));
        return Problems.answered(routes).build();
    }

    private Mono<ServerResponse> inTurn(Scope scope, Turn turn) {
        long wait = turns.take(scope.name());
        return wait == 0
                ? turn.take()
                : problem(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "Too often",
                        "More than " + WISHES_IN_A_MINUTE + " wishes a minute are not taken. Come again in " + wait
                                + " s.",
                        Map.of(HttpHeaders.RETRY_AFTER, String.valueOf(wait)));
    }

    private Mono<ServerResponse> all() {
        return replays.all()
                .flatMap(all -> ServerResponse.ok()
                        .bodyValue(Map.of(
                                "topics",
                                Topics.ALL.stream().map(topic -> topic.name()).toList(),
                                "replays",
                                all.stream().map(ReplayRoutes::told).toList())));
    }

    private Mono<ServerResponse> one(ServerRequest request) {
        String id = request.pathVariable("id");
        return replays.find(id)
                .flatMap(found -> ServerResponse.ok().bodyValue(told(found)))
                .switchIfEmpty(Mono.defer(
                        () -> problem(HttpStatus.NOT_FOUND, "No such replay", "There is no replay " + id + ".")));
    }

    private Mono<ServerResponse> ask(ServerRequest request, Scope scope) {
        return request.bodyToMono(Wanted.class)
                .switchIfEmpty(Mono.error(() -> new ServerWebInputException("There is no body.")))
                .flatMap(wanted -> replays.ask(
                        wanted.passage(),
                        words(wanted.name()),
                        wanted.rate(),
                        Boolean.TRUE.equals(wanted.onlyCount()),
                        scope.name(),
                        words(wanted.reason())))
                .flatMap(ReplayRoutes::answered);
    }

    private Mono<ServerResponse> wish(ServerRequest request, Scope scope) {
        return request.bodyToMono(Wish.class)
                .filter(wish -> wish.wish() != null)
                .switchIfEmpty(Mono.error(() -> new ServerWebInputException("There is no wish.")))
                .flatMap(wish -> replays.wish(
                        request.pathVariable("id"),
                        Objects.requireNonNull(wish.wish()),
                        scope.name(),
                        words(wish.reason())))
                .flatMap(ReplayRoutes::answered);
    }

    private static Mono<ServerResponse> answered(ReplayAnswer answer) {
        return switch (answer) {
            case Taken(Replayed replay) -> ServerResponse.accepted().bodyValue(told(replay));
            case Unfit(String why) -> problem(HttpStatus.BAD_REQUEST, "Not possible", why);
            case Unknown(String why) -> problem(HttpStatus.NOT_FOUND, "No such replay", why);
            case Conflicting(String why) -> problem(HttpStatus.CONFLICT, "Not now", why);
        };
    }

    private static Map<String, Object> told(Replayed replay) {
        ReplayAsked asked = replay.asked();
        ReplayStanding at = replay.standing();
        Duration left = replay.left();
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("id", replay.id());
        told.put("kind", kind(asked));
        told.put("asked", asked);
        told.put("askedAt", replay.askedAt());
        told.put("state", replay.state());
        told.put("read", at.read());
        told.put("toRead", at.toRead());
        told.put("copied", at.copied());
        told.put("bytes", at.bytes());
        told.put("readPerSecond", at.readPerSecond());
        told.put("secondsLeft", left == null ? null : left.toSeconds());
        told.put("problem", at.problem());
        told.put("outcome", at.outcome());
        told.put("toldAt", replay.toldAt());
        told.put("places", at.places());
        return told;
    }

    private static String kind(ReplayAsked asked) {
        return switch (asked.task()) {
            case null -> "copy";
            case RerunTask _ -> "rerun";
            case RebuildTask _ -> "rebuild";
        };
    }

    private static String words(@Nullable String words) {
        return words == null ? "" : words.strip();
    }

    private static Mono<ServerResponse> unreadable() {
        return problem(
                HttpStatus.BAD_REQUEST,
                "The request cannot be read",
                "Send {\"topic\": \"calls.events\", \"name\": \"friday\", \"since\": \"2026-07-03T18:00:00Z\"} as"
                        + " application/json, or {\"wish\": \"RUN\"}, \"PAUSE\" or \"STOP\".");
    }

    private interface Turn {
        Mono<ServerResponse> take();
    }
}

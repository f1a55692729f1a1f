package dev.sotto.orders.api;

import dev.sotto.orders.access.Visitor;
import dev.sotto.orders.command.Answer;
import dev.sotto.orders.command.Command;
import dev.sotto.orders.command.OrderCommands;
import dev.sotto.orders.command.Seen;
import dev.sotto.orders.order.OrderKey;
import dev.sotto.orders.problem.Problem;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;

/** What programs and managers do to orders. With If-Match nothing is done to an order that has changed since. */
public final class OrderCommandRoutes {

    private static final int LONGEST_REASON = 200;
    private static final int LONGEST_TABLE = 20;
    private static final int LONGEST_KEY = 100;

    private final OrderCommands commands;

    public OrderCommandRoutes(OrderCommands commands) {
        this.commands = commands;
    }

    public RouterFunction<ServerResponse> routes() {
        String order = "/api/restaurants/{restaurantId}/orders/{orderId}";
        return RouterFunctions.route()
                .POST(order + "/cancel", this::cancel)
                .POST(order + "/table", this::moveToTable)
                .build();
    }

    record Wanted(@Nullable String reason, @Nullable String table) {}

    private Mono<ServerResponse> cancel(ServerRequest request) {
        return wanted(request)
                .filter(wanted -> fits(wanted.reason(), LONGEST_REASON))
                .flatMap(wanted -> carryOut(request, new Command.Cancel(String.valueOf(wanted.reason()))))
                .switchIfEmpty(missing("reason", LONGEST_REASON));
    }

    private Mono<ServerResponse> moveToTable(ServerRequest request) {
        return wanted(request)
                .filter(wanted -> fits(wanted.table(), LONGEST_TABLE))
                .flatMap(wanted -> carryOut(request, new Command.MoveToTable(String.valueOf(wanted.table()))))
                .switchIfEmpty(missing("table", LONGEST_TABLE));
    }

    private static Mono<Wanted> wanted(ServerRequest request) {
        return request.bodyToMono(Wanted.class)
                .onErrorMap(
                        IllegalArgumentException.class, wrong -> new ServerWebInputException("not JSON", null, wrong));
    }

    private static boolean fits(@Nullable String text, int longest) {
        return text != null && !text.isBlank() && text.length() <= longest;
    }

    private static Mono<ServerResponse> missing(String field, int longest) {
        return Mono.defer(
                () -> Problem.badRequest("Send {\"" + field + "\": \"…\"}, at most " + longest + " characters.")
                        .response());
    }

    private Mono<ServerResponse> carryOut(ServerRequest request, Command command) {
        Visitor visitor = Visitor.of(request);
        String match = request.headers().firstHeader("If-Match");
        String key = request.headers().firstHeader("Idempotency-Key");
        if (match != null && !match.matches("\"\\d{1,18}\"") && !match.equals("*")) {
            return Problem.badRequest("If-Match must be the ETag of the order, such as \"3\".")
                    .response();
        }
        if (key != null && !fits(key, LONGEST_KEY)) {
            return Problem.badRequest("Idempotency-Key must have 1 to " + LONGEST_KEY + " characters.")
                    .response();
        }
        boolean exactly = match != null && !match.equals("*");
        long version = exactly ? Long.parseLong(String.valueOf(match).replace("\"", "")) : Seen.ANY;
        Seen seen = new Seen(visitor.role(), version, exactly, false);
        return commands.carryOut(
                        new OrderKey(visitor.restaurantId(), request.pathVariable("orderId")), command, seen, key)
                .flatMap(OrderCommandRoutes::answer)
                .switchIfEmpty(Mono.defer(() ->
                        Problem.notFound("This restaurant has no such order.").response()));
    }

    private static Mono<ServerResponse> answer(Answer answer) {
        return switch (answer) {
            case Answer.Accepted accepted ->
                ServerResponse.accepted()
                        .eTag(Long.toString(accepted.version()))
                        .bodyValue(Map.of("version", accepted.version()));
            case Answer.Refused refused -> refused.problem().response();
        };
    }
}

package dev.sotto.orders.api;

import dev.sotto.orders.access.Visitor;
import dev.sotto.orders.command.Answer;
import dev.sotto.orders.command.Command;
import dev.sotto.orders.command.OrderCommands;
import dev.sotto.orders.command.Seen;
import dev.sotto.orders.order.OrderKey;
import dev.sotto.orders.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private static final int MOST_LINES = 200;

    private final OrderCommands commands;

    public OrderCommandRoutes(OrderCommands commands) {
        this.commands = commands;
    }

    public RouterFunction<ServerResponse> routes() {
        String order = "/api/restaurants/{restaurantId}/orders/{orderId}";
        return RouterFunctions.route()
                .POST(order + "/cancel", this::cancel)
                .POST(order + "/table", this::moveToTable)
                .POST(order + "/refund", this::refund)
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

    /** @param lines none for all that is left of the order */
    record Refunded(@Nullable String reason, @Nullable List<Command.Refund.@Nullable Wanted> lines) {

        @Nullable
        String complaint() {
            if (!fits(reason, LONGEST_REASON)) {
                return "A refund needs a reason of at most " + LONGEST_REASON + " characters.";
            }
            return lines == null
                            || (lines.size() <= MOST_LINES && lines.stream().allMatch(Refunded::isWhole))
                    ? null
                    : "Each of at most " + MOST_LINES + " lines needs a lineId, and a quantity or an amountMinor above"
                            + " zero, or neither for all that is left of it.";
        }

        private static boolean isWhole(Command.Refund.@Nullable Wanted line) {
            // JSON knows no types: what was declared never to be null may be.
            return line != null
                    && fits(line.lineId(), LONGEST_KEY)
                    && (line.quantity() == null || line.amountMinor() == null)
                    && (line.quantity() == null || line.quantity() > 0)
                    && (line.amountMinor() == null || line.amountMinor() > 0);
        }
    }

    /** Sent twice it would give money back twice: without a name of its own it is not carried out. */
    private Mono<ServerResponse> refund(ServerRequest request) {
        return body(request, Refunded.class)
                .flatMap(refunded -> {
                    String complaint = refunded.complaint();
                    if (complaint == null && request.headers().firstHeader("Idempotency-Key") == null) {
                        complaint = "A refund needs an Idempotency-Key, so that sent twice it is done once.";
                    }
                    return complaint != null
                            ? Problem.badRequest(complaint).response()
                            : carryOut(request, refund(refunded));
                })
                .switchIfEmpty(missing("reason", LONGEST_REASON));
    }

    private static Command.Refund refund(Refunded refunded) {
        List<Command.Refund.Wanted> lines = new ArrayList<>();
        if (refunded.lines() != null) {
            refunded.lines().forEach(line -> lines.add(Objects.requireNonNull(line)));
        }
        return new Command.Refund(String.valueOf(refunded.reason()), lines);
    }

    private static Mono<Wanted> wanted(ServerRequest request) {
        return body(request, Wanted.class);
    }

    private static <T> Mono<T> body(ServerRequest request, Class<T> type) {
        return request.bodyToMono(type)
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
        boolean money = command instanceof Command.Refund;
        String by = money ? visitor.role() + " " + visitor.bearer().subject() : visitor.role();
        Seen seen = new Seen(by, version, exactly, false);
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

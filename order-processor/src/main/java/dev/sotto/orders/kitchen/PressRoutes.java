package dev.sotto.orders.kitchen;

import dev.sotto.orders.access.Visitor;
import dev.sotto.orders.command.Answer;
import dev.sotto.orders.command.Command;
import dev.sotto.orders.command.OrderCommands;
import dev.sotto.orders.command.Seen;
import dev.sotto.orders.order.OrderKey;
import dev.sotto.orders.problem.Problem;
import dev.sotto.schemas.order.TicketMark;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;

/** What a cook may press. A press names the version he saw, and itself, so that it may be sent until it is answered. */
public final class PressRoutes {

    private static final int LONGEST_KEY = 100;
    private static final int MOST_LINES = 200;

    private final OrderCommands commands;
    private final Restaurants restaurants;

    public PressRoutes(OrderCommands commands, Restaurants restaurants) {
        this.commands = commands;
        this.restaurants = restaurants;
    }

    public RouterFunction<ServerResponse> routes() {
        String order = "/kitchen/{restaurantId}/orders/{orderId}";
        return RouterFunctions.route()
                .POST(order + "/bump", request -> press(request, press -> new Command.Bump(press.station())))
                .POST(order + "/recall", request -> press(request, press -> new Command.Recall(press.station())))
                .POST(order + "/hand-over", request -> press(request, press -> new Command.HandOver()))
                .POST(order + "/marks", request -> press(request, PressRoutes::mark))
                .build();
    }

    /**
     * What a press says beside its address.
     *
     * @param version of the ticket the cook was looking at
     * @param mark see {@link TicketMark}
     * @param lines none means all of the station
     */
    record Press(
            @Nullable Long version,
            @Nullable String mark,
            @Nullable String station,
            @Nullable List<String> lines) {}

    private static @Nullable Command mark(Press press) {
        List<String> lines = Objects.requireNonNullElse(press.lines(), List.of());
        return lines.size() > MOST_LINES
                ? null
                : Arrays.stream(TicketMark.values())
                        .filter(mark -> mark.name().equalsIgnoreCase(String.valueOf(press.mark())))
                        .map(mark -> new Command.Mark(mark, press.station(), lines))
                        .findFirst()
                        .orElse(null);
    }

    private Mono<ServerResponse> press(ServerRequest request, Function<Press, @Nullable Command> meaning) {
        return request.bodyToMono(Press.class)
                .onErrorMap(
                        IllegalArgumentException.class, wrong -> new ServerWebInputException("not JSON", null, wrong))
                .filter(press -> press.version() != null)
                .flatMap(press -> {
                    Command command = meaning.apply(press);
                    return command == null ? noMeaning() : carryOut(request, command, press);
                })
                .switchIfEmpty(Mono.defer(
                        () -> Problem.badRequest("Send {\"version\": n}, the version of the ticket that was pressed.")
                                .response()));
    }

    private static Mono<ServerResponse> noMeaning() {
        return Problem.badRequest("mark must be one of " + Arrays.toString(TicketMark.values()) + ", lines at most "
                        + MOST_LINES + ".")
                .response();
    }

    private Mono<ServerResponse> carryOut(ServerRequest request, Command command, Press press) {
        Visitor visitor = Visitor.of(request);
        String key = request.headers().firstHeader("Idempotency-Key");
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            return Problem.badRequest("Idempotency-Key must have 1 to " + LONGEST_KEY + " characters.")
                    .response();
        }
        Seen seen = new Seen(
                visitor.role(),
                Objects.requireNonNull(press.version()),
                false,
                restaurants.expo(visitor.restaurantId()));
        OrderKey order = new OrderKey(visitor.restaurantId(), request.pathVariable("orderId"));
        return commands.carryOut(order, command, seen, key)
                .flatMap(PressRoutes::answer)
                .switchIfEmpty(Mono.defer(() ->
                        Problem.notFound("This restaurant has no such order.").response()));
    }

    private static Mono<ServerResponse> answer(Answer answer) {
        return switch (answer) {
            case Answer.Accepted accepted -> ServerResponse.accepted().bodyValue(Map.of("version", accepted.version()));
            case Answer.Refused refused -> refused.problem().response();
        };
    }
}

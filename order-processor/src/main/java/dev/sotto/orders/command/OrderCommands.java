package dev.sotto.orders.command;

import dev.sotto.log.LogUnavailable;
import dev.sotto.log.Topics;
import dev.sotto.orders.order.OrderKey;
import dev.sotto.orders.order.OrderState;
import dev.sotto.orders.order.StoredEvent;
import dev.sotto.orders.problem.Problem;
import dev.sotto.schemas.DerivedId;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.order.OrderEvent;
import dev.sotto.schemas.order.OrderRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Two screens press at once, a crash comes between a decision and the log, an answer is lost and the press comes again:
 * none may lose, double or contradict anything. A decision therefore stands on all events of the order, those still on
 * their way included, with the order locked, and is durable with its receipt before it is appended.
 */
public final class OrderCommands {

    /** Longer than an append takes; what is not appended by then is durable here and appended by the relay. */
    private static final Duration APPENDED_WITHIN = Duration.ofSeconds(2);

    private final CommandLog log;
    private final Function<OrderRecord, Mono<Void>> append;
    private final Clock clock;

    /** @param append completes when the order event is durable in the log */
    public OrderCommands(CommandLog log, Function<OrderRecord, Mono<Void>> append, Clock clock) {
        this.log = log;
        this.append = append;
        this.clock = clock;
    }

    /** What was decided, before it is told. */
    private record Decided(Answer answer, List<StoredEvent> events) {
        static Decided nothingNew(Answer answer) {
            return new Decided(answer, List.of());
        }
    }

    /**
     * Empty when the restaurant has no such order.
     *
     * @param key the request's own name, under which it does something once; null where it has none
     */
    public Mono<Answer> carryOut(OrderKey order, Command command, Seen seen, @Nullable String key) {
        String fingerprint = DerivedId.of(order, command, seen.version());
        Mono<Decided> decided = log.locked(
                order,
                () -> receipt(order, key, fingerprint)
                        .switchIfEmpty(Mono.defer(() -> decide(order, command, seen)
                                .delayUntil(made -> log.record(made.events()))
                                .delayUntil(made -> keep(order, key, fingerprint, made.answer())))));
        return decided.flatMap(this::send);
    }

    private Mono<Decided> receipt(OrderKey order, @Nullable String key, String fingerprint) {
        return key == null
                ? Mono.empty()
                : log.receipt(order.restaurantId(), key)
                        .map(receipt -> receipt.fingerprint().equals(fingerprint)
                                ? new Answer.Accepted(receipt.version())
                                : new Answer.Refused(new Problem(
                                        HttpStatus.UNPROCESSABLE_CONTENT,
                                        "key-reused",
                                        "This Idempotency-Key was used for another request.")))
                        .map(Decided::nothingNew);
    }

    private Mono<Void> keep(OrderKey order, @Nullable String key, String fingerprint, Answer answer) {
        return key != null && answer instanceof Answer.Accepted accepted
                ? log.keep(order.restaurantId(), key, new CommandLog.Receipt(fingerprint, accepted.version()))
                : Mono.empty();
    }

    private Mono<Decided> decide(OrderKey order, Command command, Seen seen) {
        return log.eventsOf(order).mapNotNull(OrderState::fold).map(state -> {
            Decision decision = Decide.on(command, state, seen);
            return switch (decision) {
                case Decision.Append append -> decided(order, state, append.events());
                case Decision.Nothing already -> Decided.nothingNew(new Answer.Accepted(state.version()));
                case Decision.Refuse refuse -> Decided.nothingNew(new Answer.Refused(refuse.problem()));
            };
        });
    }

    private Decided decided(OrderKey order, OrderState state, List<OrderEvent> events) {
        Instant now = clock.instant();
        List<StoredEvent> next = new ArrayList<>();
        for (OrderEvent event : events) {
            next.add(new StoredEvent(
                    order.restaurantId(), order.orderId(), state.version() + next.size() + 1, 0, null, now, event));
        }
        return new Decided(new Answer.Accepted(state.version() + next.size()), next);
    }

    private Mono<Answer> send(Decided decided) {
        return Flux.fromIterable(decided.events())
                .concatMap(event -> append.apply(record(event)), 1)
                .then()
                .timeout(APPENDED_WITHIN)
                .onErrorComplete(late -> late instanceof LogUnavailable || late instanceof TimeoutException)
                .thenReturn(decided.answer());
    }

    static String eventId(StoredEvent event) {
        return DerivedId.of(
                "command",
                event.restaurantId(),
                event.orderId(),
                event.version(),
                event.occurredAt().toEpochMilli());
    }

    static OrderRecord record(StoredEvent event) {
        Envelope envelope =
                new Envelope(Topics.ORDERS_EVENTS.name(), event.restaurantId(), eventId(event), event.occurredAt());
        return new OrderRecord(envelope, event.orderId(), event.version(), event.callId(), event.event());
    }
}

package dev.sotto.orders.lines;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sotto.log.StateTable;
import dev.sotto.log.Trace;
import dev.sotto.orders.rounds.Rounds;
import dev.sotto.schemas.gateway.AccountStatus;
import dev.sotto.schemas.gateway.GatewayStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What the gateways last said of themselves. A node that died says nothing: who has not been heard of for three heartbeats
 * is gone, and so are the lines it held, until another node tells of them.
 */
public final class Gateways extends Rounds {

    private static final Duration HEARD_WITHIN = Duration.ofSeconds(17);
    private static final Duration REMEMBERED = Duration.ofDays(1);
    private static final Duration TIDY_EVERY = Duration.ofHours(1);

    private final StateTable<GatewayStatus> told;
    private final Clock clock;

    public Gateways(StateTable<GatewayStatus> told, Clock clock) {
        this.told = told;
        this.clock = clock;
    }

    /**
     * A node.
     *
     * @param state open, full, draining, or gone
     * @param heardAt when it last said so
     * @param accounts those that whoever asks may see
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Node(
            String id,
            Instant startedAt,
            String state,
            int calls,
            int capacity,
            Instant heardAt,
            @Nullable String problem,
            int unnamed,
            List<Line> accounts) {

        public Node {
            accounts = List.copyOf(accounts);
        }
    }

    /**
     * A telephone line: an account at a registrar.
     *
     * @param standing registered, trying, refused, leaving, or gone with its node
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Line(
            String restaurantId,
            String id,
            String address,
            String standing,
            Instant since,
            String node,
            @Nullable String registrar,
            @Nullable Instant until,
            @Nullable String problem) {

        /** Somebody sees to it. */
        private boolean isHeld() {
            return !standing.equals("gone") && !standing.equals("leaving");
        }
    }

    boolean areKnown() {
        return told.isKnown();
    }

    /** @param visible the restaurants whose accounts may be seen */
    List<Node> nodes(Predicate<String> visible) {
        return remembered().map(status -> node(status, visible)).toList();
    }

    /** A restaurant's lines: each as a node that holds it says, or as it was left where none does. */
    List<Line> linesOf(String restaurantId) {
        List<Line> all = remembered()
                .flatMap(status -> lines(status, restaurantId::equals).stream())
                .sorted(Comparator.comparing(Line::id).thenComparing(Line::node))
                .toList();
        Set<String> held = all.stream().filter(Line::isHeld).map(Line::id).collect(Collectors.toSet());
        return all.stream()
                .filter(line -> line.isHeld() || !held.contains(line.id()))
                .toList();
    }

    private Stream<GatewayStatus> remembered() {
        Instant oldest = clock.instant().minus(REMEMBERED);
        return told.values().stream()
                .filter(status -> heardAt(status).isAfter(oldest))
                .sorted(Comparator.comparing(GatewayStatus::nodeId));
    }

    private Node node(GatewayStatus status, Predicate<String> visible) {
        boolean gone = isGone(status);
        return new Node(
                status.nodeId(),
                status.startedAt(),
                gone ? "gone" : lower(status.state()),
                status.calls(),
                status.capacity(),
                heardAt(status),
                gone ? null : status.problem(),
                status.unnamed(),
                lines(status, visible));
    }

    private List<Line> lines(GatewayStatus status, Predicate<String> visible) {
        boolean gone = isGone(status);
        return status.accounts().stream()
                .filter(account -> visible.test(account.restaurantId()))
                .map(account -> line(status, account, gone))
                .toList();
    }

    private Line line(GatewayStatus status, AccountStatus account, boolean gone) {
        return new Line(
                account.restaurantId(),
                account.accountId(),
                account.address(),
                gone ? "gone" : lower(account.standing()),
                gone ? heardAt(status) : account.since(),
                status.nodeId(),
                account.registrar(),
                account.until(),
                account.problem());
    }

    private boolean isGone(GatewayStatus status) {
        return heardAt(status).isBefore(clock.instant().minus(HEARD_WITHIN));
    }

    private Instant heardAt(GatewayStatus status) {
        return status.envelope().occurredAt();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Reads the topic, then forgets once an hour who has not been heard of for a day. */
    @Override
    protected Publisher<?> rounds() {
        return told.caughtUp()
                .thenMany(Flux.interval(Duration.ZERO, TIDY_EVERY).onBackpressureDrop())
                .concatMap(tick -> tidy(), 1);
    }

    private Mono<Void> tidy() {
        Instant oldest = clock.instant().minus(REMEMBERED);
        return Flux.fromIterable(told.values())
                .filter(status -> heardAt(status).isBefore(oldest))
                .concatMap(status -> told.remove(status.nodeId(), Trace.start()), 1)
                .then()
                .onErrorComplete();
    }
}

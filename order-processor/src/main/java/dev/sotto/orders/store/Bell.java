package dev.sotto.orders.store;

import io.r2dbc.postgresql.api.Notification;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * Tells that something of a restaurant changed, whoever wrote it: PostgreSQL rings after the commit. A ring says where to
 * look, never what happened. The connection is tried every second, since a dead one looks like a quiet evening; when it
 * is lost, and when it is back, it rings for all, so that no change stays unseen.
 */
public final class Bell implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Bell.class);
    /** Its orders. */
    public static final String TICKETS = "sotto_tickets";
    /** What is said on its calls. */
    public static final String CALLS = "sotto_calls";
    /** What another tool wrote into its row. */
    public static final String EDITS = "sotto_edits";

    private static final String EVERYWHERE = "";
    private static final Duration BEAT = Duration.ofSeconds(1);
    /** A server that is only busy answers by then. */
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(3);

    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(5);

    private final Postgres postgres;
    private final Duration answersWithin;
    /** A listener that asked for nothing misses the ring; {@link #rings} always asks. */
    private final Sinks.Many<Ring> rings = Sinks.many().multicast().directBestEffort();

    private final Sinks.Empty<Void> closing = Sinks.empty();
    private final List<Consumer<String>> first = new CopyOnWriteArrayList<>();
    private volatile boolean hears;
    private @Nullable Disposable listening;

    public Bell(Postgres postgres) {
        this(postgres, ANSWERS_WITHIN);
    }

    /** @param answersWithin after that the connection is thought dead */
    Bell(Postgres postgres, Duration answersWithin) {
        this.postgres = postgres;
        this.answersWithin = answersWithin;
    }

    /** One element for each time something may have changed; rings that are not asked for melt into one. */
    public Flux<Boolean> rings(String channel, String restaurantId) {
        return rings.asFlux()
                .filter(ring -> ring.isOn(channel)
                        && (ring.restaurantId().equals(restaurantId)
                                || ring.restaurantId().equals(EVERYWHERE)))
                .map(ring -> true)
                .onBackpressureLatest();
    }

    /** The same for all restaurants. */
    public Flux<Boolean> rings(String channel) {
        return rings.asFlux()
                .filter(ring -> ring.isOn(channel))
                .map(ring -> true)
                .onBackpressureLatest();
    }

    /** Tells of tickets before all others are told: of which restaurant, or of all where the name is empty. */
    void beforeRinging(Consumer<String> told) {
        first.add(told);
    }

    /** Whether a change is heard of, within seconds at worst. */
    boolean isListening() {
        return hears;
    }

    private record Ring(String channel, String restaurantId) {
        boolean isOn(String wanted) {
            return channel.equals(wanted) || channel.equals(EVERYWHERE);
        }
    }

    /** Completes when the service is about to stop: what never ends by itself must end then. */
    public Mono<Void> closing() {
        return closing.asMono();
    }

    public void announceClosing() {
        closing.tryEmitEmpty();
    }

    @Override
    public synchronized void start() {
        if (listening == null) {
            listening = Flux.usingWhen(postgres.single().create(), this::listen, PostgresqlConnection::close)
                    .doOnNext(notification -> ring(notification.getName(), String.valueOf(notification.getParameter())))
                    .doFinally(end -> deaf())
                    .then(Mono.<Void>error(() -> new IllegalStateException("the connection ended")))
                    .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_RETRY)
                            .maxBackoff(LONGEST_RETRY)
                            .transientErrors(true)
                            .doBeforeRetry(retry ->
                                    LOG.warn("Not listening for changes: {}", Fault.sentence(retry.failure()))))
                    .subscribe();
        }
    }

    private Flux<Notification> listen(PostgresqlConnection connection) {
        return connection
                .createStatement("listen " + TICKETS + "; listen " + CALLS + "; listen " + EDITS)
                .execute()
                .flatMap(PostgresqlResult::getRowsUpdated, 1)
                .doOnComplete(() -> {
                    ring(EVERYWHERE, EVERYWHERE);
                    hears(true);
                })
                .thenMany(Flux.merge(connection.getNotifications(), beats(connection)));
    }

    /** Fails when no answer comes: what rings comes by the same line, in the same order. */
    private Flux<Notification> beats(PostgresqlConnection connection) {
        return Flux.interval(BEAT)
                .onBackpressureDrop()
                .concatMap(
                        tick -> connection
                                .createStatement("select 1")
                                .execute()
                                .flatMap(result -> result.map(row -> tick), 1)
                                .then()
                                .timeout(answersWithin),
                        1)
                .thenMany(Flux.empty());
    }

    /** Whoever waits for a ring must look for himself, and finds that the database is away. */
    private void deaf() {
        hears(false);
        ring(EVERYWHERE, EVERYWHERE);
    }

    private void hears(boolean now) {
        hears = now;
        Replica replica = postgres.replica();
        if (replica != null) {
            replica.heard(now);
        }
    }

    private void ring(String channel, String restaurantId) {
        Replica replica = postgres.replica();
        if (replica != null) {
            replica.changed(restaurantId);
        }
        Ring ring = new Ring(channel, restaurantId);
        if (ring.isOn(TICKETS)) {
            first.forEach(told -> told.accept(restaurantId));
        }
        rings.tryEmitNext(ring);
    }

    @Override
    public synchronized void stop() {
        if (listening != null) {
            listening.dispose();
            listening = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return listening != null;
    }
}

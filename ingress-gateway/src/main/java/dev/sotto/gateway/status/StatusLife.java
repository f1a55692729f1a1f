package dev.sotto.gateway.status;

import dev.sotto.gateway.call.LiveCalls;
import dev.sotto.gateway.registration.Registrations;
import dev.sotto.gateway.room.PipelineRooms;
import dev.sotto.gateway.room.Room;
import dev.sotto.log.EventLog;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.schemas.gateway.GatewayStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Nobody sees from outside whether a node is full, leaving or dead, nor why a restaurant's number does not ring. The node
 * says so itself: at once when something changes, but once a second at most, and every few seconds that it is still there.
 * What cannot be told, because the log is away, is left out; the next one tells everything again.
 */
final class StatusLife implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(StatusLife.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    /** Readers think a node gone that has missed three. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private static final Duration GOODBYE_WITHIN = Duration.ofSeconds(2);

    private final EventLog log;
    private final LiveCalls calls;
    private final int capacity;
    private final Registrations registrations;
    private final PipelineRooms rooms;
    private final InstantSource clock;
    private final String nodeId;
    private final NodeReport report;
    private final Scheduler thread = Schedulers.newSingle("status", true);
    private volatile boolean draining;
    private @Nullable GatewayStatus told;
    private volatile Disposable running = Disposables.disposed();

    StatusLife(
            EventLog log,
            Node node,
            LiveCalls calls,
            Registrations registrations,
            PipelineRooms rooms,
            InstantSource clock) {
        this.log = log;
        this.calls = calls;
        this.capacity = node.capacity();
        this.registrations = registrations;
        this.rooms = rooms;
        this.clock = clock;
        this.nodeId = node.id();
        this.report = new NodeReport(node.id(), node.capacity(), clock.instant());
    }

    /** It finishes its calls and takes no more. */
    void drain() {
        draining = true;
    }

    @Override
    public void start() {
        running = Flux.interval(Duration.ZERO, LOOK_EVERY, thread)
                .onBackpressureDrop()
                .concatMap(look -> look(), 1)
                .subscribe();
    }

    private Mono<Void> look() {
        Instant now = clock.instant();
        GatewayStatus next = report.at(now, calls.count(), draining, full(), registrations.statuses());
        GatewayStatus last = told;
        boolean newsworthy = last == null
                || NodeReport.differs(last, next)
                || !now.isBefore(last.envelope().occurredAt().plus(HEARTBEAT));
        if (!newsworthy) {
            return Mono.empty();
        }
        return log.append(Topics.GATEWAY_STATUS, nodeId, next, Trace.start())
                .doOnNext(written -> told = next)
                .doOnError(away -> LOG.debug("This node cannot tell how it is: {}", String.valueOf(away)))
                .onErrorComplete()
                .then();
    }

    private @Nullable String full() {
        if (calls.count() >= capacity) {
            return "All " + capacity + " lines are busy.";
        }
        return rooms.look() instanceof Room.Full(String _, String why) ? why : null;
    }

    /** After the calls have ended: whoever leaves properly is not missed. */
    @Override
    public void stop(Runnable stopped) {
        running.dispose();
        log.remove(Topics.GATEWAY_STATUS, nodeId)
                .timeout(GOODBYE_WITHIN)
                .onErrorComplete()
                .doFinally(signal -> {
                    thread.dispose();
                    stopped.run();
                })
                .subscribe();
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public boolean isRunning() {
        return !running.isDisposed();
    }

    /** Begins before callers come and stops after the last has gone. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 1;
    }
}

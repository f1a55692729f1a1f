package dev.sotto.speech.room;

import dev.sotto.log.EventLog;
import dev.sotto.log.LogUnavailable;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.room.PipelineRoom;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * A gateway that does not know how busy the pipeline is lets callers in to silence: this worker tells it every second,
 * and says goodbye when it stops. While the log gives it no calls, as after a kill until the group has missed its former
 * members, it has no room. A report that cannot be written is not repeated, for the next one is newer.
 */
public final class RoomReports implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RoomReports.class);

    static final Duration EVERY = Duration.ofSeconds(1);

    /** Whether we are given calls is told as soon as it changes: callers come as soon as the gateway is there. */
    private static final Duration LOOK = Duration.ofMillis(100);

    private static final Duration GOODBYE = Duration.ofSeconds(1);
    private static final String EVERYBODY = "*";

    private final EventLog log;
    private final Load load;
    private final String workerId = "audio-pipeline-" + UUID.randomUUID();
    private volatile Disposable running = Disposables.disposed();

    public RoomReports(EventLog log, Load load) {
        this.log = log;
        this.load = load;
    }

    @Override
    public void start() {
        Flux<?> shareChanges =
                Flux.interval(LOOK).map(tick -> log.hasItsShare()).distinctUntilChanged();
        running = Flux.merge(Flux.interval(Duration.ZERO, EVERY), shareChanges)
                .onBackpressureDrop()
                .concatMap(occasion -> tell(log.hasItsShare() ? load.capacity() : 0), 1)
                // Without reports gateways would turn every caller away.
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, EVERY)
                        .doBeforeRetry(retry -> LOG.error("A report of our room was not made.", retry.failure())))
                .subscribe();
    }

    private Mono<Void> tell(int capacity) {
        return Mono.defer(() -> {
                    PipelineRoom room = new PipelineRoom(
                            Envelope.unique(Topics.PIPELINE_ROOM, EVERYBODY),
                            workerId,
                            load.streams(),
                            capacity,
                            load.worstLagMillis());
                    return log.append(Topics.PIPELINE_ROOM, workerId, room, Trace.start());
                })
                .then()
                .onErrorComplete(LogUnavailable.class);
    }

    @Override
    public void stop(Runnable stopped) {
        running.dispose();
        tell(0).timeout(GOODBYE, Mono.empty())
                .doFinally(signal -> stopped.run())
                .subscribe();
    }

    @Override
    public void stop() {
        running.dispose();
    }

    @Override
    public boolean isRunning() {
        return !running.isDisposed();
    }
}

package dev.sotto.analytics.lake;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/** Opens the lake once for everybody, beside the start of the service, and again and again while it is away. */
public final class LakeDoor implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LakeDoor.class);

    /** Whoever asks a question is told soon; whoever writes has time. */
    private static final Duration ASKER_WAITS = Duration.ofSeconds(3);
    /** The catalog reads a file that it cannot understand again and again, for minutes, before it says so. */
    private static final Duration OPENS_WITHIN = Duration.ofSeconds(10);

    private final Mono<Lake> opening;
    private final AtomicReference<@Nullable Lake> open = new AtomicReference<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Instant since = Instant.now();

    public LakeDoor(LakeSettings settings) {
        this.opening = Mono.fromCallable(() -> Lake.open(settings))
                .subscribeOn(Schedulers.boundedElastic())
                .doOnError(this::failed)
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(500))
                        .maxBackoff(Duration.ofSeconds(10))
                        .filter(LakeUnavailable.class::isInstance))
                .doOnNext(this::opened)
                .cache();
    }

    /** The lake, when it is open. */
    public Mono<Lake> lake() {
        return opening;
    }

    /** The lake, or {@link LakeUnavailable} when it does not open soon. */
    public Mono<Lake> lakeSoon() {
        return opening.timeout(ASKER_WAITS, Mono.error(this::away));
    }

    /** Why the lake is not open; null when it is, or while opening it takes no longer than it may. */
    public @Nullable Throwable failure() {
        Throwable why = failure.get();
        return why != null || open.get() != null || age().compareTo(OPENS_WITHIN) < 0 ? why : stillOpening();
    }

    private Duration age() {
        return Duration.between(since, Instant.now());
    }

    private LakeUnavailable stillOpening() {
        return new LakeUnavailable(
                "opening the lake",
                new IllegalStateException("it has been tried for " + age().toSeconds()
                        + " s; the service's log names the file that is missing or damaged"));
    }

    private void failed(Throwable why) {
        failure.set(why);
        log.warn("The lake is tried again: {}", why.getMessage());
    }

    private void opened(Lake lake) {
        open.set(lake);
        failure.set(null);
        log.info("The lake is open.");
    }

    private LakeUnavailable away() {
        Throwable why = failure.get();
        return why instanceof LakeUnavailable known ? known : stillOpening();
    }

    @Override
    public void close() {
        Lake lake = open.getAndSet(null);
        if (lake != null) {
            lake.close();
        }
    }
}

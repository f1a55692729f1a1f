package dev.sotto.analytics.reconcile;

import dev.sotto.analytics.hot.HotSettings;
import dev.sotto.analytics.lake.Lake;
import dev.sotto.analytics.lake.LakeDoor;
import dev.sotto.analytics.lake.LakeUnavailable;
import dev.sotto.analytics.query.Questions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Compares today, yesterday and the day that was compared longest ago, round by round, and says aloud when an order or a call
 * differs. Of several processes one at a time does so.
 */
public final class Reconciler implements SmartLifecycle, HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(Reconciler.class);

    /** A day that was just compared is not compared again at once for want of another. */
    private static final Duration AGAIN_AFTER = Duration.ofHours(1);

    private static final Duration MISSED_FOR = Duration.ofHours(1);

    private final LakeDoor door;
    private final HotSettings own;
    private final ReconcileSettings settings;
    private final Reconciliation reconciliation;
    private final Scheduler thread = Schedulers.newBoundedElastic(1, 16, "reconcile");
    private final Instant createdAt = Instant.now();
    private volatile Standing standing = Standing.UNKNOWN;
    private @Nullable Disposable running;

    /** @param own the database in which the sink keeps rows of its own */
    public Reconciler(
            LakeDoor door, HotSettings own, ReconcileSettings settings, Questions questions, MeterRegistry meters) {
        this.door = door;
        this.own = own;
        this.settings = settings;
        this.reconciliation = new Reconciliation(settings, questions);
        gauge(
                meters,
                "behind",
                "Records that PostgreSQL has applied and the lake does not hold",
                () -> standing.behind());
        gauge(
                meters,
                "differing",
                "Orders and calls of which PostgreSQL and the lake say different things",
                () -> standing.differences().size());
        gauge(meters, "unsettled", "Hours left for later in the last round", () -> standing.unsettled());
        gauge(
                meters,
                "calls.left",
                "1 when calls were left for later in the last round",
                () -> standing.callsLeft() ? 1 : 0);
        gauge(meters, "age.seconds", "Since the last round that compared", () -> standing.ageSeconds());
    }

    private static void gauge(MeterRegistry meters, String name, String about, Supplier<Number> value) {
        Gauge.builder("sotto.analytics.reconcile." + name, value)
                .description(about)
                .register(meters);
    }

    @Override
    public void start() {
        running = door.lake()
                .flatMapMany(lake -> Mono.delay(settings.every(), thread)
                        .then(Mono.fromRunnable(() -> round(lake)).subscribeOn(thread))
                        .onErrorResume(NotCompared.class, this::failed)
                        .onErrorResume(LakeUnavailable.class, this::failed)
                        .repeat())
                .subscribe(done -> {}, fault -> log.error("The history is compared no more", fault));
    }

    /** Compares a period now. */
    public Mono<Comparison> compare(Period period) {
        return door.lakeSoon()
                .flatMap(lake -> Mono.fromCallable(() -> reconciliation.compare(lake, period))
                        .subscribeOn(Schedulers.boundedElastic()));
    }

    /** What is known from the last round. */
    public Standing standing() {
        return standing;
    }

    /** Does nothing when another process is at it but learn what that one found. */
    void round(Lake lake) {
        try (Findings findings = Findings.open(own, settings.callsAfter());
                AutoCloseable held = lake.hold("reconciliation")) {
            long behind = standing.behind();
            int unsettled = standing.unsettled();
            boolean callsLeft = standing.callsLeft();
            if (held != null) {
                unsettled = 0;
                callsLeft = false;
                for (LocalDate day : due(findings.days())) {
                    Comparison compared = reconciliation.compare(lake, Period.of(day));
                    findings.record(day, compared);
                    behind = compared.behind();
                    unsettled += compared.unsettled();
                    callsLeft |= compared.calls().left();
                }
            }
            learn(new Standing(Instant.now(), behind, unsettled, callsLeft, findings.differences(), null));
        } catch (NotCompared | LakeUnavailable away) {
            throw away;
        } catch (Exception failed) {
            throw new NotCompared(String.valueOf(failed.getMessage()), failed);
        }
    }

    private List<LocalDate> due(Map<LocalDate, Instant> compared) throws SQLException {
        LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
        List<LocalDate> due = new ArrayList<>(List.of(today, today.minusDays(1)));
        Instant earliest = reconciliation.earliest();
        if (earliest != null) {
            Instant recently = Instant.now().minus(AGAIN_AFTER);
            LocalDate.ofInstant(earliest, ZoneOffset.UTC)
                    .datesUntil(today.plusDays(1))
                    .filter(day -> !due.contains(day))
                    .filter(day -> compared.getOrDefault(day, Instant.MIN).isBefore(recently))
                    .min(Comparator.comparing((LocalDate day) -> compared.getOrDefault(day, Instant.MIN))
                            .thenComparing(Comparator.reverseOrder()))
                    .ifPresent(due::add);
        }
        return due;
    }

    private void learn(Standing now) {
        int before = standing.differences().size();
        standing = now;
        if (now.differences().size() > before) {
            log.error(
                    "PostgreSQL and the history differ in {} orders or calls; the newest is {} of {}",
                    now.differences().size(),
                    now.differences().getFirst().id(),
                    now.differences().getFirst().restaurantId());
        } else if (now.differences().isEmpty() && before > 0) {
            log.info("PostgreSQL and the history agree again.");
        }
    }

    private <T> Mono<T> failed(RuntimeException why) {
        Standing last = standing;
        standing = new Standing(
                last.at(),
                last.behind(),
                last.unsettled(),
                last.callsLeft(),
                last.differences(),
                String.valueOf(why.getMessage()));
        log.warn("{}", why.getMessage());
        return Mono.empty();
    }

    @Override
    public Health health() {
        Standing now = standing;
        Instant last = now.at().isAfter(createdAt) ? now.at() : createdAt;
        boolean missed = now.failure() != null && last.plus(MISSED_FOR).isBefore(Instant.now());
        Health.Builder health = now.differences().isEmpty() && !missed ? Health.up() : Health.down();
        return health.withDetail("orders", now.sentence()).build();
    }

    @Override
    public void stop() {
        if (running != null) {
            running.dispose();
        }
        thread.dispose();
    }

    @Override
    public boolean isRunning() {
        return running != null && !running.isDisposed();
    }

    /**
     * How both sides stand to each other.
     *
     * @param at of the last round that compared; the beginning of time before the first
     * @param callsLeft whether calls were left for later
     * @param failure why the last round could not compare; null when it did
     */
    public record Standing(
            Instant at,
            long behind,
            int unsettled,
            boolean callsLeft,
            List<Difference> differences,
            @Nullable String failure) {

        static final Standing UNKNOWN = new Standing(Instant.EPOCH, 0, 0, false, List.of(), null);

        public Standing {
            differences = List.copyOf(differences);
        }

        long ageSeconds() {
            return at.equals(Instant.EPOCH)
                    ? -1
                    : Duration.between(at, Instant.now()).toSeconds();
        }

        private long of(Difference.Kind kind) {
            return differences.stream().filter(each -> each.kind() == kind).count();
        }

        /** For people. */
        public String sentence() {
            if (at.equals(Instant.EPOCH)) {
                return failure == null ? "not compared yet" : failure;
            }
            String agreed = differences.isEmpty()
                    ? "PostgreSQL and the history agree"
                    : "PostgreSQL and the history differ in " + of(Difference.Kind.ORDER) + " orders and "
                            + of(Difference.Kind.CALL) + " calls, see ./sotto reconcile";
            return "%s; compared at %s, %d hours left for later%s, the lake %d records behind%s"
                    .formatted(
                            agreed,
                            at.truncatedTo(ChronoUnit.SECONDS),
                            unsettled,
                            callsLeft ? " and all calls" : "",
                            behind,
                            failure == null ? "" : "; since then: " + failure);
        }
    }
}

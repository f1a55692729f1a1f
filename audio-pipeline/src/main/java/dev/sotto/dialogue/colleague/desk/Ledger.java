package dev.sotto.dialogue.colleague.desk;

import dev.sotto.schemas.ai.AiUsage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What colleagues took and cost, folded from {@code ai.usage} and nothing else: a worker that restarts, and every other
 * worker, knows the same limits and budgets. What has been asked and not yet come back from the log is promised meanwhile.
 */
public final class Ledger {
    /** A promise whose record never came, because the log refused it for longer than that. */
    private static final Duration LONGEST_PROMISE = Duration.ofMinutes(1);

    private final BudgetSettings budget;
    private final InstantSource clock;
    private final Map<String, Meter> meters = new HashMap<>();
    private final Map<String, Long> spent = new HashMap<>();
    private LocalDate day;
    private long spentByAll;

    private record Promise(long tokens, Instant since) {}

    private record Meter(Bucket requests, Bucket tokens, Map<String, Promise> promised) {}

    public Ledger(BudgetSettings budget, InstantSource clock) {
        this.budget = budget;
        this.clock = clock;
        this.day = day(clock.instant());
    }

    /** What a provider allows one colleague. */
    public synchronized void limit(String colleague, int requestsPerMinute, int tokensPerMinute) {
        Instant beginning = Instant.EPOCH;
        meters.put(
                colleague,
                new Meter(
                        new Bucket(requestsPerMinute, beginning),
                        new Bucket(tokensPerMinute, beginning),
                        new HashMap<>()));
    }

    /** A record of the log, in its order. */
    public synchronized void apply(AiUsage usage) {
        Instant when = usage.envelope().occurredAt();
        Meter meter = meters.get(usage.colleague());
        if (meter != null) {
            meter.promised().remove(usage.envelope().eventId());
            meter.requests().take(usage.requests(), when);
            meter.tokens().take((double) usage.tokens(), when);
        }
        turnPage(when);
        if (day(when).equals(day)) {
            spent.merge(usage.envelope().restaurantId(), usage.costMicros(), Long::sum);
            spentByAll += usage.costMicros();
        }
    }

    /** How long a question has to wait for the provider's limits. */
    synchronized Duration wait(String colleague, long tokens) {
        Meter meter = meter(colleague);
        Instant now = clock.instant();
        meter.promised()
                .values()
                .removeIf(promise -> promise.since().plus(LONGEST_PROMISE).isBefore(now));
        int requests = meter.promised().size();
        long promised =
                meter.promised().values().stream().mapToLong(Promise::tokens).sum();
        Duration one = meter.requests().until(1, requests, now);
        Duration other = meter.tokens().until((double) tokens, (double) promised, now);
        return one.compareTo(other) > 0 ? one : other;
    }

    synchronized void promise(String colleague, String id, long tokens) {
        meter(colleague).promised().put(id, new Promise(tokens, clock.instant()));
    }

    /** A question that was never sent after all. */
    synchronized void takeBack(String colleague, String id) {
        meter(colleague).promised().remove(id);
    }

    public synchronized Standing standing(String restaurantId) {
        turnPage(clock.instant());
        return budget.standing(spentByAll, spent.getOrDefault(restaurantId, 0L));
    }

    /** Millionths of a euro spent today. */
    public synchronized long spentMicros() {
        turnPage(clock.instant());
        return spentByAll;
    }

    private Meter meter(String colleague) {
        return Objects.requireNonNull(meters.get(colleague), "nobody set limits for " + colleague);
    }

    private void turnPage(Instant when) {
        if (day(when).isAfter(day)) {
            day = day(when);
            spent.clear();
            spentByAll = 0;
        }
    }

    private static LocalDate day(Instant when) {
        return LocalDate.ofInstant(when, ZoneOffset.UTC);
    }
}

package dev.sotto.dialogue.colleague;

import dev.sotto.dialogue.colleague.desk.Ledger;
import dev.sotto.schemas.ai.AiUsage;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.util.concurrent.Queues;

/** What colleagues took: counted here, and told to the log, which everybody's limits and budgets are folded from. */
final class UsageMeter {
    /** Records that wait for a log which is away; what does not fit is counted and believed at once. */
    private static final int MOST_WAITING = 4096;

    private final MeterRegistry registry;
    private final Ledger ledger;
    private final Sinks.Many<AiUsage> records = Sinks.many()
            .unicast()
            .onBackpressureBuffer(Queues.<AiUsage>get(MOST_WAITING).get());

    UsageMeter(MeterRegistry registry, Ledger ledger) {
        this.registry = registry;
        this.ledger = ledger;
        Gauge.builder("sotto.dialogue.colleague.spent", ledger, known -> known.spentMicros() / 1e6)
                .description("Euros spent on colleagues today, by all workers")
                .register(registry);
    }

    /** In the order they happened, for the log. */
    Flux<AiUsage> records() {
        return records.asFlux();
    }

    void took(AiUsage usage) {
        String colleague = usage.colleague();
        String outcome = usage.outcome().name();
        registry.counter("sotto.dialogue.colleague.asked", "colleague", colleague, "outcome", outcome)
                .increment();
        tokens(colleague, "read", usage.promptTokens());
        tokens(colleague, "written", usage.completionTokens());
        registry.counter("sotto.dialogue.colleague.euros", "colleague", colleague)
                .increment(usage.costMicros() / 1e6);
        registry.timer("sotto.dialogue.colleague.latency", "colleague", colleague)
                .record(usage.latencyMillis(), TimeUnit.MILLISECONDS);
        Long first = usage.firstTokenMillis();
        if (first != null) {
            registry.timer("sotto.dialogue.colleague.first.token", "colleague", colleague)
                    .record(first, TimeUnit.MILLISECONDS);
        }
        Sinks.EmitResult told;
        synchronized (records) {
            told = records.tryEmitNext(usage);
        }
        if (told.isFailure()) {
            registry.counter("sotto.dialogue.dropped", "reason", "usage").increment();
            ledger.apply(usage);
        }
    }

    /** A turn that somebody was or was not asked about, by how that was settled. */
    void settled(String how) {
        registry.counter("sotto.dialogue.colleague.turns", "settled", how).increment();
    }

    private void tokens(String colleague, String kind, long tokens) {
        registry.counter("sotto.dialogue.colleague.tokens", "colleague", colleague, "kind", kind)
                .increment((double) tokens);
    }
}

package dev.sotto.gateway.tokens;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/** Every verdict is counted, each refusal by its reason. */
final class TokenMeters {

    private final Counter accepted;
    private final Map<Refusal, Counter> refused = new EnumMap<>(Refusal.class);

    TokenMeters(MeterRegistry registry) {
        this.accepted = registry.counter("sotto.gateway.tokens.accepted");
        for (Refusal reason : Refusal.values()) {
            refused.put(
                    reason,
                    registry.counter(
                            "sotto.gateway.tokens.refused",
                            "reason",
                            reason.name().toLowerCase(java.util.Locale.ROOT)));
        }
    }

    void count(Verdict verdict) {
        switch (verdict) {
            case Verdict.Accepted _ -> accepted.increment();
            case Verdict.Refused(Refusal reason) -> count(reason);
        }
    }

    void count(Refusal reason) {
        Counter counter = refused.get(reason);
        if (counter != null) {
            counter.increment();
        }
    }
}

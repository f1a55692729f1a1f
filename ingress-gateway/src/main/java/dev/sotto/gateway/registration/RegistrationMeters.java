package dev.sotto.gateway.registration;

import io.micrometer.core.instrument.MeterRegistry;

/** Counts what came of every REGISTER. */
public final class RegistrationMeters {

    private final MeterRegistry registry;

    public RegistrationMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** {@code registered}, {@code challenged}, {@code too-brief}, {@code refused}, {@code failed}, {@code silence}. */
    void came(String outcome) {
        registry.counter("sotto.gateway.register.outcomes", "outcome", outcome).increment();
    }

    MeterRegistry registry() {
        return registry;
    }
}

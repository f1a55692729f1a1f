package dev.sotto.gateway.transfer;

import io.micrometer.core.instrument.MeterRegistry;

/** Counts how calls were handed over, or why not. */
public final class TransferMeters {

    private final MeterRegistry registry;

    public TransferMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** {@code referred}, {@code bridged}, {@code not-allowed}, {@code refer-failed}, {@code bridge-failed}, {@code gone}. */
    void came(String outcome) {
        registry.counter("sotto.gateway.transfers", "outcome", outcome).increment();
    }
}

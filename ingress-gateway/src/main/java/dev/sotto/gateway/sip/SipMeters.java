package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.Methods;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what was asked and what we answered; unknown methods share one name, so a stranger cannot grow the list. */
public final class SipMeters {

    private final MeterRegistry registry;

    public SipMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void answered(String method, int status) {
        registry.counter(
                        "sotto.gateway.sip.requests",
                        "method",
                        Methods.isKnown(method) ? method : "other",
                        "outcome",
                        Integer.toString(status))
                .increment();
    }

    void repeated() {
        registry.counter("sotto.gateway.sip.retransmissions").increment();
    }

    /** What could not be read: the part to blame, and whether its sender was told. */
    void malformed(String part, boolean answered) {
        registry.counter("sotto.gateway.sip.malformed", "part", part, "answered", Boolean.toString(answered))
                .increment();
    }

    /** What was not worked on, or a connection that was cut, by reason; the reasons are ours and few. */
    void dropped(String reason) {
        registry.counter("sotto.gateway.sip.dropped", "reason", reason).increment();
    }
}

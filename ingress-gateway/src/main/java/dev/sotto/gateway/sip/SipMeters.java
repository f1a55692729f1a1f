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

    /** An answer to nothing we asked, or one that comes much too late. */
    void stray() {
        registry.counter("sotto.gateway.sip.strays").increment();
    }

    void malformed() {
        registry.counter("sotto.gateway.sip.malformed").increment();
    }
}

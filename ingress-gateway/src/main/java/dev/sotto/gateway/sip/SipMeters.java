package dev.sotto.gateway.sip;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;

/** Counts what was asked and what we answered; unknown methods share one name, so a stranger cannot grow the list. */
public final class SipMeters {

    private static final Set<String> KNOWN = Set.of(
            "INVITE",
            "ACK",
            "BYE",
            "CANCEL",
            "OPTIONS",
            "REGISTER",
            "INFO",
            "UPDATE",
            "PRACK",
            "SUBSCRIBE",
            "NOTIFY",
            "MESSAGE",
            "REFER",
            "PUBLISH");

    private final MeterRegistry registry;

    public SipMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    static boolean isKnown(String method) {
        return KNOWN.contains(method);
    }

    void answered(String method, int status) {
        registry.counter(
                        "sotto.gateway.sip.requests",
                        "method",
                        isKnown(method) ? method : "other",
                        "outcome",
                        Integer.toString(status))
                .increment();
    }

    void repeated() {
        registry.counter("sotto.gateway.sip.retransmissions").increment();
    }

    void malformed() {
        registry.counter("sotto.gateway.sip.malformed").increment();
    }
}

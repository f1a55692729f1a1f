package dev.sotto.gateway.earpiece;

import dev.sotto.gateway.earpiece.protocol.Closing;
import io.micrometer.core.instrument.MeterRegistry;

/** Who was turned away at the door, which lines were cut and why. */
final class EarpieceMeters {

    private final MeterRegistry registry;

    EarpieceMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** {@code reason}: not-websocket, version, key, origin, full; tokens are counted where they are verified. */
    void turnedAway(String reason) {
        registry.counter("sotto.gateway.earpiece.refused", "reason", reason).increment();
    }

    void closed(Closing why) {
        registry.counter("sotto.gateway.earpiece.closed", "code", Integer.toString(why.code()))
                .increment();
    }

    void noticeSent() {
        registry.counter("sotto.gateway.earpiece.notices").increment();
    }
}

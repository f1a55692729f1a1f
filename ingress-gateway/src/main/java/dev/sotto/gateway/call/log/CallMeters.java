package dev.sotto.gateway.call.log;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What the gateway counts and times: sound in, frames out, and everything lost on the way, by reason. */
public final class CallMeters {

    private final MeterRegistry registry;
    private final Counter framesIn;
    private final Counter framesOut;
    private final Timer wireToLog;
    private final Timer replyToWire;
    private final Timer heardToReply;

    public CallMeters(MeterRegistry registry) {
        this.registry = registry;
        this.framesIn = registry.counter("sotto.gateway.frames.in");
        this.framesOut = registry.counter("sotto.gateway.frames.out");
        this.wireToLog = timer("sotto.gateway.frame.latency", "From a frame's arrival to its durable place in the log");
        this.replyToWire = timer("sotto.gateway.reply.latency", "From a reply being written to its first packet");
        this.heardToReply = timer(
                "sotto.gateway.turn.latency", "From the end of the caller's speech to the first packet of the reply");
    }

    private Timer timer(String name, String description) {
        return Timer.builder(name)
                .description(description)
                .publishPercentiles(0.5, 0.95, 0.99)
                .publishPercentileHistogram()
                .register(registry);
    }

    public void frameIn() {
        framesIn.increment();
    }

    /** Frames that share a record, durable now; from any thread. The time is that of the first of them. */
    public void framesOut(int frames, long sinceNanos) {
        if (frames > 0) {
            framesOut.increment(frames);
            wireToLog.record(System.nanoTime() - sinceNanos, TimeUnit.NANOSECONDS);
        }
    }

    /** Frames that will never reach the log: {@code overflow}, {@code log}, {@code after-end}. */
    public void framesDropped(String reason, int frames) {
        registry.counter("sotto.gateway.frames.dropped", "reason", reason).increment(frames);
    }

    public void packetsDropped(String reason, long packets) {
        registry.counter("sotto.gateway.packets.dropped", "reason", reason).increment((double) packets);
    }

    public void replyDropped(String reason) {
        registry.counter("sotto.gateway.replies.dropped", "reason", reason).increment();
    }

    public void replyStarted(Duration sinceWritten) {
        replyToWire.record(sinceWritten);
    }

    public void turnAnswered(Duration sinceSpeechEnded) {
        heardToReply.record(sinceSpeechEnded);
    }

    public void callRefused(String reason) {
        registry.counter("sotto.gateway.calls.refused", "reason", reason).increment();
    }

    /** Callers without room: {@code announced}, {@code queued}, {@code let-in}, {@code waited-in-vain}, {@code redirected}. */
    public void turnedAway(String how) {
        registry.counter("sotto.gateway.calls.turned.away", "how", how).increment();
    }

    public void callEnded(String reason) {
        registry.counter("sotto.gateway.calls.ended", "reason", reason).increment();
    }

    public void eventLost() {
        registry.counter("sotto.gateway.events.dropped", "reason", "log").increment();
    }
}

package dev.sotto.gateway.sip.transaction;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Timers that fire on the event loop of the user agent. */
public record LoopTimers(EventLoop loop) implements Timers {

    @Override
    public Timer after(Duration delay, Runnable action) {
        var scheduled = loop.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }
}

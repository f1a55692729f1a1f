package dev.sotto.gateway.call;

import dev.sotto.gateway.rtp.MediaClock;
import dev.sotto.gateway.sip.transaction.Timers;
import java.time.Duration;
import java.util.concurrent.Executor;
import reactor.core.scheduler.Scheduler;

/**
 * What every call of this node shares.
 *
 * @param mediaHost the address callers are told to send their sound to
 * @param patience how long a caller may send nothing at all before he is taken for gone
 */
public record Exchange(
        CallLog log,
        LiveCalls calls,
        CallMeters meters,
        MediaClock clock,
        Timers timers,
        Executor loop,
        Scheduler onLoop,
        String mediaHost,
        Duration patience) {

    /** A broker is back within this time or it is not a hiccup. */
    static final int RETRY_AFTER_SECONDS = 10;
}

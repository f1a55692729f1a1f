package dev.sotto.gateway.call;

import dev.sotto.gateway.call.log.CallLog;
import dev.sotto.gateway.call.log.CallMeters;
import dev.sotto.gateway.rtp.MediaClock;
import dev.sotto.gateway.sdp.Terms;
import dev.sotto.gateway.sip.transaction.Timers;
import java.time.Duration;
import java.util.concurrent.Executor;
import reactor.core.scheduler.Scheduler;

/**
 * What every call of this node shares.
 *
 * @param loop the thread of signalling; the sound of each call has its own, see {@link dev.sotto.gateway.rtp.MediaLoop}
 * @param terms what we agree to on every call
 * @param watch what is done about callers from whom nothing comes any more
 */
public record Exchange(
        CallLog log,
        LiveCalls calls,
        CallMeters meters,
        MediaClock clock,
        Timers timers,
        Executor loop,
        Scheduler onLoop,
        Terms terms,
        Watch watch) {

    /**
     * @param patience how long a caller may send nothing at all before he is taken for gone
     * @param hangUp false to tell it only
     */
    public record Watch(Duration patience, boolean hangUp) {}

    /** The same with another log. */
    Exchange writingTo(CallLog other) {
        return new Exchange(other, calls, meters, clock, timers, loop, onLoop, terms, watch);
    }

    /** A broker is back within this time or it is not a hiccup. */
    static final int RETRY_AFTER_SECONDS = 10;
}

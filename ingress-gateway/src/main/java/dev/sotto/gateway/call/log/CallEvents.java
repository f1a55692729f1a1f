package dev.sotto.gateway.call.log;

import dev.sotto.schemas.call.CallEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log what happens to a call; an event that cannot be written is counted, and the call goes on. */
public final class CallEvents {

    private static final Logger log = LoggerFactory.getLogger(CallEvents.class);

    private final CallIdentity identity;
    private final CallLog callLog;
    private final CallMeters meters;

    public CallEvents(CallIdentity identity, CallLog callLog, CallMeters meters) {
        this.identity = identity;
        this.callLog = callLog;
        this.meters = meters;
    }

    public void append(CallEvent event) {
        callLog.append(identity.event(event), identity.trace()).subscribe(none -> {}, failure -> {
            meters.eventLost();
            log.warn(
                    "Call {}: {} could not be written: {}",
                    identity.callId(),
                    event.getClass().getSimpleName(),
                    failure.getMessage());
        });
    }
}

package dev.sotto.gateway.call;

import dev.sotto.gateway.call.log.CallLog;
import dev.sotto.log.Trace;
import dev.sotto.schemas.audio.AudioFrames;
import dev.sotto.schemas.call.CallRecord;
import reactor.core.publisher.Mono;

/** A caller who only waits is nobody's call yet: nothing of him is written until he is let in. */
final class HeldLog implements CallLog {

    private final CallLog log;
    private volatile boolean open;

    HeldLog(CallLog log) {
        this.log = log;
    }

    void open() {
        open = true;
    }

    @Override
    public Mono<Void> append(AudioFrames frames, Trace trace) {
        return open ? log.append(frames, trace) : Mono.empty();
    }

    @Override
    public Mono<Void> append(CallRecord record, Trace trace) {
        return open ? log.append(record, trace) : Mono.empty();
    }
}

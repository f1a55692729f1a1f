package dev.sotto.gateway;

import dev.sotto.gateway.call.log.CallLog;
import dev.sotto.log.EventLog;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.schemas.audio.AudioFrames;
import dev.sotto.schemas.call.CallRecord;
import reactor.core.publisher.Mono;

/**
 * Calls write to the event log under their call id, so that each one's records stay in order.
 */
record EventLogCalls(EventLog log, ReplyLine replies) implements CallLog {

    @Override
    public Mono<Void> append(AudioFrames frames, Trace trace) {
        return log.append(Topics.AUDIO_FRAMES, frames.callId(), frames, trace).then();
    }

    @Override
    public Mono<Void> append(CallRecord record, Trace trace) {
        return replies.listening()
                .then(Mono.defer(() -> log.append(Topics.CALLS_EVENTS, record.callId(), record, trace)))
                .then();
    }
}

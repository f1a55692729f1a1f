package dev.sotto.gateway.call.log;

import dev.sotto.log.Trace;
import dev.sotto.schemas.audio.AudioFrames;
import dev.sotto.schemas.call.CallRecord;
import reactor.core.publisher.Mono;

/** Where calls write: each append completes when the record is durable and fails when that could not be had. */
public interface CallLog {

    Mono<Void> append(AudioFrames frames, Trace trace);

    Mono<Void> append(CallRecord record, Trace trace);
}

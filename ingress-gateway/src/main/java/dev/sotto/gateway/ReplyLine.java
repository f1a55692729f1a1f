package dev.sotto.gateway;

import dev.sotto.log.Delivery;
import dev.sotto.log.EventLog;
import dev.sotto.log.Topics;
import dev.sotto.schemas.reply.ReplyRecord;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The partition of {@code voice.replies} on which this node listens, from the end it finds when it begins. No call is
 * told of before that end is known: its first answer could be written before it and never heard.
 */
final class ReplyLine {

    private final EventLog log;
    private final int partition;
    private final Mono<Long> beginning;

    ReplyLine(EventLog log, int partition) {
        this.log = log;
        this.partition = partition;
        this.beginning = log.end(Topics.VOICE_REPLIES, partition).cache();
    }

    /** Completes when no reply can be missed any more. */
    Mono<Void> listening() {
        return beginning.then();
    }

    Flux<Delivery<ReplyRecord>> replies() {
        return beginning.flatMapMany(from -> log.follow(Topics.VOICE_REPLIES, partition, from));
    }
}

package dev.sotto.speech;

import dev.sotto.log.Delivery;
import dev.sotto.log.EventLog;
import dev.sotto.log.InOrder;
import dev.sotto.log.LogUnavailable;
import dev.sotto.log.Subscription;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.schemas.audio.AudioFrames;
import dev.sotto.schemas.reply.ReplyRecord;
import dev.sotto.schemas.speech.SpeechRecord;
import dev.sotto.speech.CallHearing.Outcome;
import dev.sotto.speech.CallsHeard.Step;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/**
 * From {@code audio.frames} to {@code speech.transcripts}. Frames of a call are heard in order; a record is acknowledged
 * when the turn it belongs to is published. Back-pressure: a call whose turn is being decoded waits, its lane's queue
 * fills, and then the log's reader is paused; decoding has its own bounded threads.
 */
final class SpeechStage {
    static final String GROUP = "speech";

    /** Calls share lanes; with many, two calls seldom wait for each other's decoding. */
    private static final int LANES = 256;

    private static final Duration SWEEP = Duration.ofSeconds(2);

    private final EventLog log;
    private final CallsHeard calls;
    private final SpeechMetrics metrics;
    private final Mono<Void> ready;
    private final Scheduler decoders;
    private final InOrder<AudioFrames> inOrder;

    /** {@code ready}: completes when callers can be heard without waiting for what is made once. */
    SpeechStage(
            EventLog log,
            CallsHeard calls,
            SpeechMetrics metrics,
            Mono<Void> ready,
            Scheduler lanes,
            Scheduler decoders) {
        this.log = log;
        this.calls = calls;
        this.metrics = metrics;
        this.ready = ready;
        this.decoders = decoders;
        this.inOrder = new InOrder<>(log, GROUP, LANES, lanes, _ -> false);
    }

    /** Runs for as long as it is subscribed to. */
    Mono<Void> run() {
        Flux<Void> heard = log.read(Subscription.of(GROUP, Topics.AUDIO_FRAMES)).transform(inOrder.perKey(this::hear));
        Flux<Void> swept = Flux.interval(SWEEP)
                .onBackpressureDrop()
                .concatMapIterable(_ -> calls.endIdle(), 1)
                .concatMap(this::publish, 1);
        return ready.thenMany(heard).mergeWith(swept).then();
    }

    private Mono<Void> hear(Delivery<AudioFrames> delivery) {
        long begun = System.nanoTime();
        metrics.read();
        return publish(calls.hear(delivery)).doOnSuccess(_ -> metrics.stepTook(System.nanoTime() - begun));
    }

    private Mono<Void> publish(Step step) {
        return Flux.fromIterable(step.outcomes())
                .concatMap(outcome -> publish(outcome, step.trace()), 1)
                .then(Mono.fromRunnable(step.release()));
    }

    private Mono<Void> publish(Outcome outcome, Trace trace) {
        long begun = System.nanoTime();
        Mono<List<Told>> told = Mono.fromSupplier(outcome.told());
        return (outcome.decodes() ? told.subscribeOn(decoders) : told)
                .flatMapIterable(all -> all)
                .concatMap(one -> append(one, trace), 1)
                .then(Mono.fromRunnable(() -> {
                    if (outcome.endsTurn()) {
                        metrics.finalTook(System.nanoTime() - begun);
                    }
                }));
    }

    private Mono<?> append(Told told, Trace trace) {
        return switch (told) {
            case Told.Said(SpeechRecord record) ->
                append(record, trace).doOnNext(_ -> metrics.published(record.event()));
            case Told.Commanded(OurVoice.Command command) -> append(command, trace);
        };
    }

    /** Waits out a log that is away: hearing the frames again would not lead to the same record a second time. */
    private Mono<?> append(SpeechRecord record, Trace trace) {
        return log.append(Topics.SPEECH_TRANSCRIPTS, record.callId(), record, trace.child())
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(100))
                        .maxBackoff(Duration.ofSeconds(5))
                        .filter(LogUnavailable.class::isInstance)
                        .doBeforeRetry(_ -> metrics.retried()));
    }

    /** A command that cannot leave now is worth nothing later. */
    private Mono<?> append(OurVoice.Command command, Trace trace) {
        ReplyRecord reply = command.reply();
        return log.append(Topics.VOICE_REPLIES, command.partition(), reply.callId(), reply, trace.child())
                .doOnNext(_ -> metrics.commanded(reply.command(), command.nanosSinceSound()))
                .onErrorResume(LogUnavailable.class, _ -> {
                    metrics.dropped("command");
                    return Mono.empty();
                });
    }
}

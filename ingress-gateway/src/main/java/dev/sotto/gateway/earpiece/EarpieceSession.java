package dev.sotto.gateway.earpiece;

import dev.sotto.gateway.call.CallEvents;
import dev.sotto.gateway.call.CallIdentity;
import dev.sotto.gateway.call.Exchange;
import dev.sotto.gateway.call.LiveCall;
import dev.sotto.gateway.call.PlaybackEvents;
import dev.sotto.gateway.call.Speaker;
import dev.sotto.gateway.rtp.MediaClock;
import dev.sotto.schemas.audio.AudioFrames;
import dev.sotto.schemas.call.CallEnded;
import dev.sotto.schemas.call.EndReason;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.socket.CloseStatus;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * What a waiter says, across the dead spots he walks through: the session outlives its connections, knows the next
 * frame it wants, and writes one after the other, so that each is applied once and in order. A device that sends faster
 * than the log takes is held back by its own connection. Lives on the event loop.
 */
final class EarpieceSession implements LiveCall, MediaClock.Listener {

    static final int SAMPLE_RATE_HZ = 16_000;

    private static final Retry AGAIN = Retry.backoff(3, Duration.ofMillis(200));

    /** The way to the device while it is connected. */
    interface Outlet {
        void send(Outgoing message);

        void close(CloseStatus why);
    }

    private sealed interface State {

        record Open() implements State {}

        record Over() implements State {}
    }

    private final CallIdentity identity;
    private final String sessionId;
    private final Exchange exchange;
    private final CallEvents events;
    private final Speaker speaker;
    private final long startedNanos = System.nanoTime();
    private @Nullable Outlet outlet;
    private State state = new State.Open();
    private Mono<Void> writing = Mono.empty();
    private long expected;
    private long voiceSequence;
    private long lastHeardNanos = System.nanoTime();
    private boolean endWhenSilent;

    EarpieceSession(CallIdentity identity, String sessionId, long from, Exchange exchange) {
        this.identity = identity;
        this.sessionId = sessionId;
        this.expected = from;
        this.exchange = exchange;
        this.events = new CallEvents(identity, exchange.log(), exchange.meters());
        this.speaker = new Speaker(SAMPLE_RATE_HZ, new PlaybackEvents(events, exchange.meters(), this::silent));
    }

    @Override
    public CallIdentity identity() {
        return identity;
    }

    boolean isOver() {
        return state instanceof State.Over;
    }

    /** Takes over from an earlier connection, once what that one was writing is written. */
    Mono<Void> attach(Outlet newest) {
        Outlet earlier = outlet;
        outlet = newest;
        if (earlier != null) {
            earlier.close(Closing.ELSEWHERE);
        }
        exchange.clock().add(this);
        return writing.onErrorComplete()
                .then(Mono.fromRunnable(
                        () -> newest.send(new Outgoing.Started(sessionId, identity.callId(), expected - 1))));
    }

    void detach(Outlet gone) {
        if (gone.equals(outlet)) {
            outlet = null;
        }
    }

    /** Emits why the connection must close, nothing when all is well. */
    Mono<CloseStatus> heard(Incoming.Audio audio) {
        lastHeardNanos = System.nanoTime();
        if (isOver()) {
            return Mono.just(Closing.OVER);
        }
        if (audio.sequence() < expected) {
            exchange.meters().framesDropped("repeated", 1);
            return Mono.fromRunnable(() -> tell(new Outgoing.Acknowledged(expected - 1)));
        }
        if (audio.sequence() > expected) {
            return Mono.just(Closing.gap(audio.sequence(), expected));
        }
        exchange.meters().frameIn();
        long arrived = System.nanoTime();
        return write(identity.frame(expected, 0, speaker.isPlaying(), nowMicros(), audio.pcm()))
                .<CloseStatus>then(Mono.fromRunnable(() -> durable(arrived)))
                .onErrorReturn(Closing.LOG_UNREACHABLE);
    }

    /** The write goes on when the connection is cut, so that the device is not asked for a frame that is there. */
    private Mono<Void> write(AudioFrames frames) {
        Mono<Void> write = exchange.log()
                .append(frames, identity.trace())
                .retryWhen(AGAIN)
                .publishOn(exchange.onLoop())
                .doOnSuccess(written -> expected = frames.firstSequence() + frames.frameCount())
                .cache();
        writing = write;
        var _ = write.subscribe(none -> {}, failure -> {});
        return write;
    }

    private void durable(long arrivedNanos) {
        exchange.meters().frameOut(Duration.ofNanos(System.nanoTime() - arrivedNanos));
        tell(new Outgoing.Acknowledged(expected - 1));
    }

    Mono<CloseStatus> stop() {
        end(EndReason.CALLER_HUNG_UP, "stopped");
        return Mono.empty();
    }

    /** Ends a session nobody came back to. */
    void endIfForsaken(long nowNanos, Duration patience) {
        if (!isOver() && nowNanos - lastHeardNanos > patience.toNanos()) {
            end(EndReason.MEDIA_LOST, "nothing was heard for too long");
        }
    }

    void end(EndReason reason, String words) {
        if (isOver()) {
            return;
        }
        state = new State.Over();
        speaker.close();
        // Behind the frame that is being written, whose number it must not take.
        var _ = writing.onErrorComplete()
                .then(Mono.defer(() -> write(identity.endOfStream(expected, 0, nowMicros()))))
                .subscribe(none -> {}, failure -> exchange.meters().eventLost());
        exchange.clock().remove(this);
        exchange.calls().remove(this);
        events.append(new CallEnded(reason, (System.nanoTime() - startedNanos) / 1_000_000));
        exchange.meters().callEnded(reason.name());
        tell(new Outgoing.Ended(words));
    }

    /** Nothing more comes for this device. */
    void forget() {
        if (outlet != null) {
            outlet.close(CloseStatus.NORMAL);
        }
    }

    @Override
    public void beat(long nowNanos) {
        // In a dead spot the sentence waits with the waiter.
        ByteBuffer frame = outlet == null ? null : speaker.next();
        if (frame != null) {
            tell(new Outgoing.Voice(voiceSequence++, frame));
        }
    }

    private void tell(Outgoing message) {
        Outlet connected = outlet;
        if (connected != null) {
            connected.send(message);
        }
    }

    @Override
    public void play(Speaker.Sentence sentence) {
        exchange.meters().queued(speaker.say(sentence));
    }

    @Override
    public void stopPlaying() {
        speaker.stop();
    }

    @Override
    public void hangUpAfterPlaying(String reason) {
        endWhenSilent = true;
        if (!speaker.isPlaying()) {
            silent();
        }
    }

    private void silent() {
        if (endWhenSilent) {
            end(EndReason.COMPLETED, "completed");
        }
    }

    @Override
    public void hangUpNow(EndReason why) {
        end(why, "the gateway closes");
    }

    @Override
    public void show(String notice) {
        tell(new Outgoing.Notice(notice));
    }

    private static long nowMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}

package dev.sotto.gateway.earpiece.session;

import dev.sotto.gateway.call.Exchange;
import dev.sotto.gateway.call.Handover;
import dev.sotto.gateway.call.LiveCall;
import dev.sotto.gateway.call.log.CallEvents;
import dev.sotto.gateway.call.log.CallIdentity;
import dev.sotto.gateway.call.playback.PlaybackEvents;
import dev.sotto.gateway.call.playback.Speaker;
import dev.sotto.gateway.earpiece.protocol.Closing;
import dev.sotto.gateway.earpiece.protocol.Outgoing;
import dev.sotto.gateway.earpiece.protocol.Sound;
import dev.sotto.gateway.rtp.MediaClock;
import dev.sotto.log.Position;
import dev.sotto.schemas.audio.AudioFrames;
import dev.sotto.schemas.call.CallEnded;
import dev.sotto.schemas.call.EndReason;
import dev.sotto.schemas.call.TransferFailed;
import dev.sotto.schemas.reply.Transfer;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What a waiter says, across the dead spots he walks through: the session outlives its connections and its node, and
 * knows the next frame it wants. Lives on the event loop.
 */
public final class EarpieceSession implements LiveCall, MediaClock.Listener, FrameStream.Listener {

    private final CallIdentity identity;
    private final String sessionId;
    private final Exchange exchange;
    private final SessionStore store;
    private final CallEvents events;
    private final Speaker speaker;
    private final FrameStream stream;
    private final Bookmark bookmark;
    private final long startedNanos = System.nanoTime();
    private @Nullable Outlet outlet;
    private @Nullable String ending;
    private long voiceSequence;
    private long lastHeardNanos = System.nanoTime();
    private boolean endWhenSilent;

    EarpieceSession(CallIdentity identity, long next, Bookmark bookmark, SessionStore store, Exchange exchange) {
        this.identity = identity;
        this.sessionId = bookmark.session();
        this.bookmark = bookmark;
        this.store = store;
        this.exchange = exchange;
        this.events = new CallEvents(identity, exchange.log(), exchange.meters());
        this.speaker = new Speaker(Sound.SAMPLE_RATE_HZ, new PlaybackEvents(events, exchange.meters(), () -> {}));
        this.stream = new FrameStream(next, this::write, this, exchange.onLoop());
    }

    @Override
    public CallIdentity identity() {
        return identity;
    }

    boolean isOver() {
        return ending != null;
    }

    Bookmark bookmark() {
        return bookmark;
    }

    /** Why it ended; empty while it goes on. */
    String ending() {
        String why = ending;
        return why == null ? "" : why;
    }

    /** Takes over from an earlier connection, once what that one was writing is written. */
    Mono<Void> attach(Outlet newest) {
        Outlet earlier = outlet;
        outlet = newest;
        if (earlier != null && !earlier.equals(newest)) {
            earlier.close(Closing.ELSEWHERE);
        }
        exchange.clock().add(this);
        return Mono.<Void>create(sink -> stream.whenIdle(sink::success))
                .then(bookmark.open(stream.next()))
                .publishOn(exchange.onLoop())
                .then(Mono.fromRunnable(
                        () -> newest.send(new Outgoing.Started(sessionId, identity.callId(), stream.next() - 1))));
    }

    /** The device went away; what came of it is still written, and then where the next connection goes on. */
    public void detach(Outlet gone) {
        if (gone.equals(outlet)) {
            outlet = null;
            stream.whenIdle(() -> {
                if (outlet == null && !isOver()) {
                    bookmark.settle(stream.next());
                }
            });
        }
    }

    /** Emits why the connection must close, nothing when all is well; completes when the next may come. */
    public Mono<Closing> heard(long sequence, ByteBuffer pcm) {
        lastHeardNanos = System.nanoTime();
        if (isOver()) {
            return Mono.just(Closing.OVER);
        }
        return switch (stream.take(sequence, pcm)) {
            case TAKEN -> {
                exchange.meters().frameIn();
                yield stream.room().then(Mono.empty());
            }
            case REPEATED -> {
                exchange.meters().framesDropped("repeated", 1);
                acknowledge();
                yield Mono.empty();
            }
            case OUT_OF_ORDER -> Mono.just(Closing.gap(sequence, stream.expected()));
        };
    }

    private Mono<Position> write(long first, int count, ByteBuffer pcm) {
        AudioFrames frames = identity.frames(first, count, speaker.isAudible(), CallIdentity.nowMicros(), pcm);
        return store.append(frames, identity.trace());
    }

    @Override
    public void durable(long next, int frames, long sinceNanos, Position at) {
        exchange.meters().framesOut(frames, sinceNanos);
        bookmark.passed(next, at);
        acknowledge();
    }

    @Override
    public void failed(Throwable why) {
        exchange.meters().framesDropped("log", 1);
        if (outlet != null) {
            outlet.close(Closing.LOG_UNREACHABLE);
        }
    }

    private void acknowledge() {
        if (stream.next() > 0) {
            tell(new Outgoing.Acknowledged(stream.next() - 1));
        }
    }

    public Mono<Closing> stop() {
        end(EndReason.CALLER_HUNG_UP, "stopped");
        return Mono.empty();
    }

    /** Ends a session nobody came back to. */
    void endIfForsaken(long nowNanos, Duration patience) {
        if (!isOver() && nowNanos - lastHeardNanos > patience.toNanos()) {
            end(EndReason.MEDIA_LOST, "nothing was heard for too long");
        }
    }

    private void end(EndReason reason, String words) {
        if (isOver()) {
            return;
        }
        ending = words;
        speaker.close();
        exchange.clock().remove(this);
        exchange.calls().remove(this);
        // Behind the frames that are being written, whose numbers it must not take.
        stream.whenIdle(() -> {
            AudioFrames last = identity.endOfStream(stream.next(), 0, CallIdentity.nowMicros());
            var _ = store.append(last, identity.trace())
                    .subscribe(position -> {}, failure -> exchange.meters().eventLost());
            events.append(new CallEnded(reason, (System.nanoTime() - startedNanos) / 1_000_000));
            bookmark.end(stream.next(), words);
            tell(new Outgoing.Ended(sessionId, words));
        });
        exchange.meters().callEnded(reason.name());
    }

    /** Another node goes on with it: nothing more may be written here. */
    void movedAway() {
        ending = "goes on elsewhere";
        exchange.clock().remove(this);
        exchange.calls().remove(this);
        if (outlet != null) {
            outlet.close(Closing.ELSEWHERE);
        }
    }

    @Override
    public void beat(long nowNanos) {
        // In a dead spot the sentence waits with the waiter.
        ByteBuffer frame = outlet == null ? null : speaker.next();
        if (frame != null) {
            tell(new Outgoing.Voice(voiceSequence++, Sound.PCM16, frame));
        }
        // Not as soon as the speaker falls silent: the frame it fell silent with is told before the goodbye.
        if (endWhenSilent && !speaker.isPlaying()) {
            end(EndReason.COMPLETED, "completed");
        }
    }

    private void tell(Outgoing message) {
        Outlet connected = outlet;
        if (connected != null) {
            connected.send(message);
        }
    }

    /** What the recogniser understood, for the waiter to see. */
    public void show(Outgoing message) {
        tell(message);
    }

    @Override
    public void caption(String words) {
        tell(new Outgoing.Said(words));
    }

    @Override
    public void play(Speaker.Sentence sentence) {
        speaker.say(sentence);
    }

    @Override
    public void stopPlaying() {
        speaker.stop();
    }

    @Override
    public void pausePlaying() {
        speaker.pause();
    }

    @Override
    public void resumePlaying() {
        speaker.resume();
    }

    @Override
    public void hangUpAfterPlaying(String reason) {
        endWhenSilent = true;
    }

    /** When this node closes, the session goes on over the next one. */
    @Override
    public void transfer(Transfer wish, Handover handover) {
        events.append(new TransferFailed(wish.target(), "an earpiece is not handed over"));
    }

    @Override
    public void hangUpNow(EndReason why) {
        if (why != EndReason.SHUTDOWN) {
            end(why, "the gateway ended it");
            return;
        }
        exchange.clock().remove(this);
        exchange.calls().remove(this);
        Outlet connected = outlet;
        if (connected != null) {
            connected.close(Closing.GOING_AWAY);
            detach(connected);
        }
    }

    @Override
    public void show(String notice) {
        tell(new Outgoing.Notice(
                identity.callId() + "/" + Integer.toHexString(notice.hashCode()),
                Outgoing.NoticeKind.TEXT,
                null,
                null,
                notice,
                System.currentTimeMillis()));
    }
}

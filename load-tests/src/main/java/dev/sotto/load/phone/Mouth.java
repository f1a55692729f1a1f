package dev.sotto.load.phone;

import dev.sotto.load.sound.Activity;
import dev.sotto.load.sound.Pcm;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Sends one packet every 20 ms from the answer to the end: the utterance at hand, or silence. */
final class Mouth {
    static final int FRAME_SAMPLES = 160;
    private static final long FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    /** A machine that stalled longer than this is not made up for with a burst: no telephone sends one. */
    private static final long STALL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final DatagramSocket socket;
    private final LineClock clock;
    private final Queue<Utterance> utterances = new ConcurrentLinkedQueue<>();
    private final int ssrc = ThreadLocalRandom.current().nextInt();
    private int sequence = ThreadLocalRandom.current().nextInt(1 << 16);
    private int timestamp = ThreadLocalRandom.current().nextInt();
    private volatile Sdp far;
    private volatile @Nullable CallEnd end;
    private volatile boolean held;

    Mouth(DatagramSocket socket, LineClock clock, Sdp far) {
        this.socket = socket;
        this.clock = clock;
        this.far = far;
    }

    void open() {
        Thread.ofVirtual().name("phone-mouth-" + socket.getLocalPort()).start(this::speak);
    }

    void turnTo(Sdp newFar) {
        far = newFar;
    }

    /** On hold nothing is sent; an utterance at hand waits. */
    void hold(boolean hold) {
        held = hold;
    }

    CompletableFuture<Said> say(Pcm sound) {
        Utterance utterance = new Utterance(sound.resampled(Pcm.PHONE_RATE_HZ));
        utterances.add(utterance);
        CallEnd over = end;
        if (over != null) {
            utterance.refuse(over);
        }
        return utterance.said;
    }

    /** Cuts what is being said and forgets what was to follow. */
    void hush() {
        utterances.forEach(utterance -> utterance.cut = true);
    }

    void close(CallEnd why) {
        end = why;
        utterances.forEach(utterance -> utterance.refuse(why));
    }

    private void speak() {
        long due = System.nanoTime();
        boolean talking = false;
        while (end == null && !socket.isClosed()) {
            if (!held && far.wantsToHear()) {
                talking = sendFrame(talking);
            }
            due += FRAME_NANOS;
            timestamp += FRAME_SAMPLES;
            long late = System.nanoTime() - due;
            if (late > STALL_NANOS) {
                due += late / FRAME_NANOS * FRAME_NANOS;
                timestamp += (int) (late / FRAME_NANOS) * FRAME_SAMPLES;
            }
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
        }
    }

    private boolean sendFrame(boolean talking) {
        Utterance utterance = utterances.peek();
        short[] samples = utterance == null ? new short[FRAME_SAMPLES] : utterance.next();
        Sdp to = far;
        byte[] packet = new RtpPacket(
                        to.codec().payloadType(),
                        utterance != null && !talking,
                        sequence++ & 0xFFFF,
                        timestamp,
                        ssrc,
                        to.codec().encode(samples))
                .bytes();
        try {
            socket.send(new DatagramPacket(packet, packet.length, to.media()));
        } catch (IOException lost) {
            // As good as lost on the way: the far side's counters show it.
        }
        if (utterance != null && utterance.sent(samples, System.nanoTime())) {
            utterances.remove(utterance);
        }
        return utterance != null;
    }

    private final class Utterance {
        private final Pcm sound;
        private final CompletableFuture<Said> said = new CompletableFuture<>();
        private volatile boolean cut;
        private int next;
        private @Nullable Instant startedAt;
        private @Nullable Instant firstVoiceAt;
        private @Nullable Instant lastVoiceAt;

        Utterance(Pcm sound) {
            this.sound = sound;
        }

        short[] next() {
            return sound.frame(next, FRAME_SAMPLES);
        }

        /** True when that was the last of it. */
        boolean sent(short[] samples, long nanos) {
            Instant now = clock.at(nanos);
            startedAt = startedAt == null ? now : startedAt;
            if (Activity.isVoiced(samples)) {
                firstVoiceAt = firstVoiceAt == null ? now : firstVoiceAt;
                lastVoiceAt = now;
            }
            next = Math.min(next + FRAME_SAMPLES, sound.length());
            boolean finished = cut || next >= sound.length();
            if (finished) {
                Instant first = firstVoiceAt == null ? startedAt : firstVoiceAt;
                Instant last = lastVoiceAt == null ? now : lastVoiceAt;
                said.complete(new Said(startedAt, first, last, now, sent()));
            }
            return finished;
        }

        void refuse(CallEnd why) {
            said.completeExceptionally(new CallOver(
                    why, "Of " + sound.duration().toMillis() + " ms to be said " + sent().toMillis() + " were."));
        }

        private Duration sent() {
            return Duration.ofMillis(next / 8);
        }
    }
}

package dev.sotto.load.phone;

import dev.sotto.load.WaitedInVain;
import dev.sotto.load.phone.Recording.Frame;
import dev.sotto.load.sound.Activity;
import dev.sotto.load.sound.Pcm;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Keeps everything the far side sends, and knows when its voice begins and falls silent. */
final class Ear {
    /** 60 ms: fewer voiced packets than this are a click, not a voice. */
    private static final int VOICED_PACKETS = 3;

    private static final long CLICK_FORGOTTEN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final LineClock clock;
    private final List<Codec> codecs;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Frame> frames = new ArrayList<>();
    private final Reception reception = new Reception();
    private int firstVoiced = -1;
    private int lastVoiced = -1;
    private int voiced;
    private @Nullable CallEnd end;

    Ear(LineClock clock, List<Codec> codecs) {
        this.clock = clock;
        this.codecs = codecs;
    }

    void listenTo(DatagramSocket socket) {
        Thread.ofVirtual().name("phone-ear-" + socket.getLocalPort()).start(() -> {
            DatagramPacket datagram = new DatagramPacket(new byte[2048], 2048);
            while (!socket.isClosed()) {
                try {
                    datagram.setLength(2048);
                    socket.receive(datagram);
                    receive(datagram.getData(), datagram.getLength(), System.nanoTime());
                } catch (IOException closedOrUnreachable) {
                    // Closed: the loop ends. Unreachable: the far side's ear is not open yet.
                }
            }
        });
    }

    void receive(byte[] datagram, int length, long nanos) {
        RtpPacket packet = RtpPacket.parse(datagram, length);
        Codec codec = packet == null ? null : codecOf(packet);
        lock.lock();
        try {
            if (packet == null || codec == null) {
                reception.reject();
            } else if (reception.accept(packet, nanos)) {
                short[] samples = codec.decode(packet.payload());
                keep(new Frame(nanos, packet.timestamp(), samples, Activity.isVoiced(samples)));
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    void close(CallEnd why) {
        lock.lock();
        try {
            end = end == null ? why : end;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    Heard hear(Duration silence, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        lock.lock();
        try {
            while (true) {
                long now = System.nanoTime();
                boolean spoken = voiced >= VOICED_PACKETS;
                long quietAt = spoken ? frames.get(lastVoiced).nanos() + silence.toNanos() : Long.MAX_VALUE;
                if (spoken && (now >= quietAt || end != null)) {
                    return takeHeard(now < quietAt);
                }
                String awaited = spoken
                        ? "the far voice to fall silent for " + silence.toMillis() + " ms"
                        : "the far voice to speak";
                giveUp(now >= deadline, patience, awaited);
                await(Math.min(quietAt, deadline) - now);
            }
        } finally {
            lock.unlock();
        }
    }

    Instant firstVoiceAfter(Instant instant, Duration patience) {
        long from = clock.nanoTime(instant);
        long deadline = System.nanoTime() + patience.toNanos();
        lock.lock();
        try {
            int next = 0;
            while (true) {
                for (; next < frames.size(); next++) {
                    if (frames.get(next).voiced() && frames.get(next).nanos() > from) {
                        return clock.at(frames.get(next).nanos());
                    }
                }
                long now = System.nanoTime();
                giveUp(now >= deadline, patience, "the far voice to speak after " + instant);
                await(deadline - now);
            }
        } finally {
            lock.unlock();
        }
    }

    Pcm recording() {
        return Recording.of(copy());
    }

    LineQuality quality() {
        lock.lock();
        try {
            return reception.quality();
        } finally {
            lock.unlock();
        }
    }

    private List<Frame> copy() {
        lock.lock();
        try {
            return List.copyOf(frames);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Codec codecOf(RtpPacket packet) {
        return codecs.stream()
                .filter(codec -> codec.payloadType() == packet.payloadType())
                .findFirst()
                .orElse(null);
    }

    private void keep(Frame frame) {
        frames.add(frame);
        if (frame.voiced()) {
            boolean afterClick = voiced > 0
                    && voiced < VOICED_PACKETS
                    && frame.nanos() - frames.get(lastVoiced).nanos() > CLICK_FORGOTTEN_NANOS;
            if (voiced == 0 || afterClick) {
                firstVoiced = frames.size() - 1;
                voiced = 0;
            }
            lastVoiced = frames.size() - 1;
            voiced++;
        }
    }

    private Heard takeHeard(boolean becauseEnded) {
        Heard heard = new Heard(
                clock.at(frames.get(firstVoiced).nanos()),
                clock.at(frames.get(lastVoiced).nanos()),
                Recording.of(frames.subList(firstVoiced, lastVoiced + 1)),
                becauseEnded);
        voiced = 0;
        return heard;
    }

    private void giveUp(boolean late, Duration patience, String awaited) {
        if (end != null) {
            throw new CallOver(end, "Nothing more was heard.");
        }
        if (late) {
            throw new WaitedInVain(patience, awaited);
        }
    }

    /** Returns early at will: both callers loop and look again. */
    @SuppressWarnings("WaitNotInLoop")
    private void await(long nanos) {
        try {
            changed.awaitNanos(Math.max(1, nanos));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while listening.", interrupted);
        }
    }
}

package dev.sotto.gateway.rtp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** All phones at once: one socket that sends a packet to every line every 20 ms and throws away what comes back. */
final class OtherEnd {

    private static final long BEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** How finely the lines are spread over a beat. */
    private static final int STEPS = 20;

    private final DatagramChannel socket;
    private int sequence;

    OtherEnd(InetSocketAddress here) throws IOException {
        socket = DatagramChannel.open()
                .setOption(StandardSocketOptions.SO_RCVBUF, 4 << 20)
                .bind(here);
        Thread.ofPlatform().daemon().name("other-end").start(this::swallow);
    }

    InetSocketAddress address() {
        try {
            return (InetSocketAddress) socket.getLocalAddress();
        } catch (IOException closed) {
            throw new IllegalStateException(closed);
        }
    }

    private void swallow() {
        ByteBuffer packet = ByteBuffer.allocate(2048);
        try {
            while (socket.isOpen()) {
                packet.clear();
                socket.receive(packet);
            }
        } catch (IOException closed) {
            // The measurement is over.
        }
    }

    /** Sends for a while and tells how many packets that were. */
    long send(List<Integer> ports, int bytes, Duration length) throws IOException {
        List<InetSocketAddress> lines = ports.stream()
                .map(port -> new InetSocketAddress(address().getAddress(), port))
                .toList();
        ByteBuffer packet = ByteBuffer.allocate(bytes).put(0, (byte) 0x80);
        long start = System.nanoTime();
        long beats = length.toNanos() / BEAT_NANOS;
        for (long beat = 0; beat < beats; beat++) {
            sequence++;
            packet.putShort(2, (short) sequence).putInt(4, 160 * sequence).putInt(8, 7);
            for (int step = 0; step < STEPS; step++) {
                LockSupport.parkNanos(start + beat * BEAT_NANOS + step * BEAT_NANOS / STEPS - System.nanoTime());
                for (int i = step; i < lines.size(); i += STEPS) {
                    socket.send(packet.rewind(), lines.get(i));
                }
            }
        }
        return beats * lines.size();
    }
}

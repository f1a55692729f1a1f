package dev.sotto.load.phone;

import dev.sotto.load.sound.Microphone;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Puts the microphone's frames on the line as RTP. */
final class Mouth implements Microphone.Line {
    private static final int FRAME_SAMPLES = 160;

    private final DatagramSocket socket;
    private final int ssrc = ThreadLocalRandom.current().nextInt();
    private final int firstTimestamp = ThreadLocalRandom.current().nextInt();
    private int sequence = ThreadLocalRandom.current().nextInt(1 << 16);
    private volatile Sdp far;

    Mouth(DatagramSocket socket, Sdp far) {
        this.socket = socket;
        this.far = far;
    }

    void turnTo(Sdp newFar) {
        far = newFar;
    }

    @Override
    public void frame(short[] samples, long tick, boolean begins) {
        Sdp to = far;
        if (!to.wantsToHear()) {
            return;
        }
        int timestamp = firstTimestamp + (int) (tick * FRAME_SAMPLES);
        byte[] payload = to.codec().encode(samples);
        byte[] packet =
                new RtpPacket(to.codec().payloadType(), begins, sequence++ & 0xFFFF, timestamp, ssrc, payload).bytes();
        try {
            socket.send(new DatagramPacket(packet, packet.length, to.media()));
        } catch (IOException lost) {
            // As good as lost on the way: the far side's counters show it.
        }
    }
}

package dev.sotto.load.phone;

import dev.sotto.load.sound.FarVoice;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the far side's packets off the line and counts what is wrong with them. */
final class Ear {
    private static final int LARGEST_PACKET = 2048;

    private final FarVoice voice;
    private final List<Codec> codecs;
    private final Reception reception = new Reception();

    Ear(FarVoice voice, List<Codec> codecs) {
        this.voice = voice;
        this.codecs = codecs;
    }

    FarVoice voice() {
        return voice;
    }

    void listenTo(DatagramSocket socket) {
        Thread.ofVirtual().name("phone-ear-" + socket.getLocalPort()).start(() -> {
            DatagramPacket datagram = new DatagramPacket(new byte[LARGEST_PACKET], LARGEST_PACKET);
            while (!socket.isClosed()) {
                try {
                    datagram.setLength(LARGEST_PACKET);
                    socket.receive(datagram);
                    receive(datagram, System.nanoTime());
                } catch (IOException closedOrUnreachable) {
                    // Closed: the loop ends. Unreachable: the far side's ear is not open yet.
                }
            }
        });
    }

    synchronized LineQuality quality() {
        return reception.quality();
    }

    private synchronized void receive(DatagramPacket datagram, long nanos) {
        RtpPacket packet = RtpPacket.parse(datagram.getData(), datagram.getLength());
        Codec codec = packet == null ? null : codecOf(packet);
        if (packet == null || codec == null) {
            reception.reject();
        } else if (reception.accept(packet, nanos)) {
            voice.add(FarVoice.Frame.of(nanos, packet.timestamp(), codec.decode(packet.payload())));
        }
    }

    private @Nullable Codec codecOf(RtpPacket packet) {
        return codecs.stream()
                .filter(codec -> codec.payloadType() == packet.payloadType())
                .findFirst()
                .orElse(null);
    }
}

package dev.sotto.load.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.load.WaitedInVain;
import dev.sotto.load.phone.ScriptedPeer.Message;
import dev.sotto.load.sound.Heard;
import dev.sotto.load.sound.Pcm;
import dev.sotto.load.sound.Said;
import dev.sotto.load.sound.Tone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PhoneVoiceTest {
    private static final Pcm BEEP = new Tone(1000).lasting(Duration.ofMillis(600), 44_100, 0.5);

    private final ScriptedPeer peer = new ScriptedPeer();
    private final SipPhone phone = SipPhone.at(
            "127.0.0.1", PhoneManners.PLAIN.roundTrip(Duration.ofMillis(500)).waiting(Duration.ofSeconds(5)));
    private int phoneMedia;

    @AfterEach
    void hangUpBoth() {
        peer.answerEverything();
        phone.close();
        peer.close();
    }

    /** One packet as it arrived at the peer. */
    record Got(RtpPacket packet, long nanos) {}

    @ParameterizedTest
    @EnumSource(Codec.class)
    void whatIsSaidArrivesInTheAgreedCodecOnePacketEveryTwentyMilliseconds(Codec codec) {
        PhoneCall call = answeredCall(codec);
        CompletableFuture<Said> said = call.beginSaying(BEEP);
        List<Got> got = receive(60);
        for (int i = 1; i < got.size(); i++) {
            RtpPacket last = got.get(i - 1).packet();
            RtpPacket packet = got.get(i).packet();
            assertThat(packet.payloadType()).isEqualTo(codec.payloadType());
            assertThat(packet.sequence()).isEqualTo((last.sequence() + 1) & 0xFFFF);
            assertThat(packet.timestamp()).isEqualTo(last.timestamp() + 160);
            assertThat(packet.payload()).hasSize(160);
        }
        double meanMillis = (got.getLast().nanos() - got.getFirst().nanos()) / 1e6 / (got.size() - 1);
        assertThat(meanMillis).isBetween(19.0, 21.0);
        Pcm heard = decoded(got, codec);
        int onset = onset(heard);
        Pcm beep = heard.between(Duration.ofMillis(onset + 20), Duration.ofMillis(onset + 560));
        assertThat(new Tone(1000).shareOf(beep)).isGreaterThan(0.999);
        assertThat(said.join().sent()).isEqualTo(Duration.ofMillis(600));
        assertThat(got.stream().filter(each -> each.packet().marker()).count()).isEqualTo(1);
    }

    @Test
    void theFarVoiceIsHeardFromItsFirstToItsLastVoicedPacket() {
        PhoneCall call = answeredCall(Codec.PCMU);
        Instant before = call.now();
        Thread.startVirtualThread(() -> {
            send(sound(200, 0), 0);
            send(sound(400, 800), 10);
            send(sound(340, 0), 30);
        });
        Heard heard = call.hear(Duration.ofMillis(300));
        assertThat(heard.sound().duration()).isBetween(Duration.ofMillis(380), Duration.ofMillis(420));
        assertThat(new Tone(800).shareOf(heard.sound())).isGreaterThan(0.99);
        assertThat(Duration.between(before, heard.firstVoiceAt()))
                .isBetween(Duration.ofMillis(195), Duration.ofMillis(450));
        assertThat(heard.thenTheCallEnded()).isFalse();
        assertThatThrownBy(() -> call.hear(Duration.ofMillis(300), Duration.ofMillis(100)))
                .isInstanceOf(WaitedInVain.class)
                .hasMessage("Waited 100 ms in vain for the far voice to speak.");
    }

    @Test
    void latencyIsCountedFromOurLastVoicedPacketToTheFirstOfTheAnswer() {
        PhoneCall call = answeredCall(Codec.PCMU);
        Thread.startVirtualThread(() -> {
            List<Got> got = receive(5);
            while (!voiced(got.getLast())) {
                got = receive(1);
            }
            while (voiced(got.getLast())) {
                got = receive(1);
            }
            pause(280);
            send(sound(200, 500), 0);
        });
        Said said = call.say(BEEP.then(Pcm.silence(Duration.ofMillis(500), 8000)));
        assertThat(call.answerLatency(said)).isBetween(Duration.ofMillis(295), Duration.ofMillis(450));
        assertThat(Duration.between(said.lastVoiceAt(), said.finishedAt()).toMillis())
                .isBetween(440L, 560L);
    }

    @Test
    void aCallThatEndsWhileTheFarVoiceSpeaksStillGivesWhatWasHeard() {
        Message[] invite = new Message[1];
        PhoneCall call = answeredCall(Codec.PCMU, invite);
        Thread.startVirtualThread(() -> {
            send(sound(300, 700), 0);
            peer.request(invite[0], "BYE", 1);
        });
        Heard heard = call.hear(Duration.ofSeconds(2));
        assertThat(heard.thenTheCallEnded()).isTrue();
        assertThat(heard.sound().duration()).isBetween(Duration.ofMillis(280), Duration.ofMillis(320));
    }

    @Test
    void hushStopsInTheMiddleOfTheWord() {
        PhoneCall call = answeredCall(Codec.PCMU);
        CompletableFuture<Said> said = call.beginSaying(BEEP);
        receive(10);
        call.hush();
        assertThat(said.join().sent()).isBetween(Duration.ofMillis(20), Duration.ofMillis(400));
    }

    @Test
    void lostAndRepeatedPacketsAreCountedAndLeaveSilenceInTheirPlace() {
        PhoneCall call = answeredCall(Codec.PCMU);
        List<RtpPacket> packets = packets(sound(400, 800), 100);
        for (int i = 0; i < packets.size(); i++) {
            if (i != 7) {
                transmit(packets.get(i));
            }
            if (i == 11) {
                transmit(packets.get(i));
            }
            pause(20);
        }
        Heard heard = call.hear(Duration.ofMillis(200));
        assertThat(heard.sound().length()).isEqualTo(3200);
        assertThat(heard.sound()
                        .between(Duration.ofMillis(140), Duration.ofMillis(160))
                        .rms())
                .isZero();
        LineQuality quality = call.quality();
        assertThat(quality.received()).isEqualTo(19);
        assertThat(quality.lost()).isEqualTo(1);
        assertThat(quality.duplicated()).isEqualTo(1);
        assertThat(quality.jitterMillis()).isLessThan(10);
    }

    private PhoneCall answeredCall(Codec codec) {
        return answeredCall(codec, new Message[1]);
    }

    private PhoneCall answeredCall(Codec codec, Message[] invite) {
        Dialling dialling = phone.dial(peer.uri());
        invite[0] = peer.next("INVITE");
        phoneMedia = invite[0].mediaPort();
        peer.accept(invite[0], codec.payloadType());
        peer.skipTo("ACK");
        return dialling.answered();
    }

    private List<Got> receive(int packets) {
        List<Got> got = new ArrayList<>();
        DatagramPacket datagram = new DatagramPacket(new byte[2048], 2048);
        try {
            peer.rtp.setSoTimeout(2000);
            while (got.size() < packets) {
                peer.rtp.receive(datagram);
                RtpPacket packet = RtpPacket.parse(datagram.getData(), datagram.getLength());
                if (packet == null) {
                    throw new AssertionError("The phone sent something that is no RTP.");
                }
                got.add(new Got(packet, System.nanoTime()));
            }
        } catch (SocketTimeoutException silent) {
            throw new AssertionError("The phone stopped sending after " + got.size() + " packets.", silent);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return got;
    }

    /** Sends in real time, packet by packet. */
    private void send(Pcm sound, int firstSequence) {
        for (RtpPacket packet : packets(sound, firstSequence)) {
            transmit(packet);
            pause(20);
        }
    }

    private void transmit(RtpPacket packet) {
        byte[] bytes = packet.bytes();
        try {
            peer.rtp.send(new DatagramPacket(
                    bytes, bytes.length, new InetSocketAddress(InetAddress.getLoopbackAddress(), phoneMedia)));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static List<RtpPacket> packets(Pcm sound, int firstSequence) {
        List<RtpPacket> packets = new ArrayList<>();
        for (int at = 0; at < sound.length(); at += 160) {
            int sequence = firstSequence + at / 160;
            packets.add(new RtpPacket(0, false, sequence, sequence * 160, 7, Codec.PCMU.encode(sound.frame(at, 160))));
        }
        return packets;
    }

    private static Pcm sound(int millis, double hertz) {
        return new Tone(hertz).lasting(Duration.ofMillis(millis), 8000, 0.3);
    }

    private static Pcm decoded(List<Got> got, Codec codec) {
        Pcm all = Pcm.of(new short[0], 8000);
        for (Got each : got) {
            all = all.then(Pcm.of(codec.decode(each.packet().payload()), 8000));
        }
        return all;
    }

    private static int onset(Pcm sound) {
        int i = 0;
        while (Math.abs(sound.sample(i)) < 1000) {
            i++;
        }
        return i / 8;
    }

    private static boolean voiced(Got got) {
        return Pcm.of(Codec.PCMU.decode(got.packet().payload()), 8000).rms() > 184;
    }

    private static void pause(long millis) {
        long until = System.nanoTime() + millis * 1_000_000;
        while (System.nanoTime() < until) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }
}

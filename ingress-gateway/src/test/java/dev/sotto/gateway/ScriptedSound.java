package dev.sotto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.rtp.codec.Codec;
import dev.sotto.gateway.rtp.codec.VoiceDecoder;
import dev.sotto.gateway.rtp.codec.VoiceEncoder;
import dev.sotto.gateway.rtp.srtp.CryptoSuite;
import dev.sotto.gateway.rtp.srtp.MasterKey;
import dev.sotto.gateway.rtp.srtp.SrtpReceiver;
import dev.sotto.gateway.rtp.srtp.SrtpSender;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A phone's sound that does exactly what a test says, in any codec, protected or not, with the reports beside it. */
final class ScriptedSound implements AutoCloseable {

    private static final int KEY_TONES = 101;
    private static final int SSRC = 0x5EED;

    private final DatagramSocket sound;
    private final DatagramSocket reports;
    private final Codec codec;
    private final VoiceEncoder encoder;
    private final VoiceDecoder decoder;
    private final @Nullable CryptoSuite suite;
    private final MasterKey key;
    private @Nullable SrtpSender sender;
    private @Nullable SrtpReceiver receiver;
    private @Nullable InetSocketAddress media;
    private int sequence = 1000;
    private int timestamp = 50_000;
    private int toneAt;
    private int theirSsrc;

    private ScriptedSound(Codec codec, @Nullable CryptoSuite suite, MasterKey key) throws IOException {
        DatagramSocket even = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
        while (even.getLocalPort() % 2 != 0 || even.getLocalPort() > 60_000) {
            even.close();
            even = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
        }
        this.sound = even;
        this.reports = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
        this.codec = codec;
        this.encoder = codec.encoder();
        this.decoder = codec.decoder();
        this.suite = suite;
        this.key = key;
        sound.setSoTimeout(500);
        reports.setSoTimeout(1);
    }

    static ScriptedSound plain(Codec codec) throws IOException {
        return new ScriptedSound(codec, null, MasterKey.fresh());
    }

    static ScriptedSound secured(CryptoSuite suite, MasterKey key) throws IOException {
        return new ScriptedSound(Codec.PCMU, suite, key);
    }

    String offer() {
        String crypto = suite == null ? "" : "a=crypto:1 " + suite + " inline:" + key.base64() + "\r\n";
        return "v=0\r\no=peer 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio "
                + sound.getLocalPort() + (suite == null ? " RTP/AVP " : " RTP/SAVP ") + codec.payloadType() + " "
                + KEY_TONES + "\r\na=rtpmap:" + codec.payloadType() + " " + codec.rtpmap() + "\r\na=rtpmap:"
                + KEY_TONES + " telephone-event/8000\r\na=rtcp:" + reports.getLocalPort() + " IN IP4 127.0.0.1\r\n"
                + crypto;
    }

    /** Places that phone's call with this sound. */
    ScriptedSound calls(ScriptedPeer caller) throws IOException {
        caller.invite(RunningGateway.DIALLED, offer());
        String answer = caller.finalAnswerTo("INVITE");
        assertThat(answer).startsWith("SIP/2.0 200");
        caller.acknowledge("");
        answered(answer);
        return this;
    }

    private void answered(String answer) {
        media = new InetSocketAddress(
                InetAddress.ofLiteral("127.0.0.1"), Integer.parseInt(found(answer, "m=audio (\\d+)")));
        if (suite != null) {
            sender = new SrtpSender(suite, key);
            receiver = new SrtpReceiver(
                    suite, Objects.requireNonNull(MasterKey.parse(found(answer, "inline:([A-Za-z0-9+/=]+)"))));
        }
    }

    private static String found(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("no " + pattern + " in " + text);
        }
        return matcher.group(1);
    }

    /** A stranger learns where somebody else's sound goes. */
    void sendTo(ScriptedSound other) {
        media = other.media;
    }

    /** 20 ms of G.711 in which every code is the same. */
    void speakCode(int code) throws IOException {
        byte[] codes = new byte[160];
        Arrays.fill(codes, (byte) code);
        send(codec.payloadType(), codes, sender);
        timestamp += 160;
    }

    /** A packet of the right numbers that its sender cannot prove. */
    void speakUnproved() throws IOException {
        byte[] codes = new byte[170];
        Arrays.fill(codes, (byte) 0x55);
        send(codec.payloadType(), codes, null);
        sequence--;
    }

    /** 20 ms of a tone that goes on. */
    void speakTone(int hertz) throws IOException {
        short[] samples = new short[codec.sampleRateHz() / 50];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (8000 * Math.sin(2 * Math.PI * hertz * toneAt++ / codec.sampleRateHz()));
        }
        byte[] payload = new byte[VoiceEncoder.MAX_BYTES];
        int length = encoder.encode(samples, 0, samples.length, payload, 0);
        send(codec.payloadType(), Arrays.copyOf(payload, length), sender);
        timestamp += codec.clockTicks(samples.length);
    }

    /** A key as phones send it: packets while it is down, and three ends. */
    void press(int event) throws IOException {
        for (int i = 1; i <= 8; i++) {
            boolean end = i > 5;
            int duration = Math.min(i, 6) * 160;
            byte[] payload = {(byte) event, (byte) (end ? 0x8A : 0x0A), (byte) (duration >> 8), (byte) duration};
            send(KEY_TONES, payload, sender);
        }
        timestamp += 6 * 160;
    }

    private void send(int payloadType, byte[] payload, @Nullable SrtpSender seal) throws IOException {
        byte[] packet = new byte[1500];
        ByteBuffer.wrap(packet)
                .put((byte) 0x80)
                .put((byte) payloadType)
                .putShort((short) sequence++)
                .putInt(timestamp)
                .putInt(SSRC)
                .put(payload);
        int length = 12 + payload.length;
        length = seal == null ? length : seal.protect(packet, length);
        sound.send(new DatagramPacket(packet, length, Objects.requireNonNull(media)));
    }

    /** The loudest sample of the next packet. */
    int hear() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
        sound.receive(packet);
        byte[] bytes = packet.getData();
        int length = receiver == null ? packet.getLength() : receiver.open(bytes, packet.getLength());
        theirSsrc = ByteBuffer.wrap(bytes).getInt(8);
        short[] samples = new short[VoiceDecoder.MAX_SAMPLES];
        int count = decoder.decode(bytes, 12, length - 12, samples);
        int loudest = 0;
        for (int i = 0; i < count; i++) {
            loudest = Math.max(loudest, Math.abs(samples[i]));
        }
        return loudest;
    }

    /** Steps over what is quieter, within five seconds of sound. */
    void hearLouderThan(int level) throws IOException {
        int packets = 0;
        while (hear() <= level) {
            assertThat(++packets).as("packets of silence").isLessThan(250);
        }
    }

    /** Answers the next sender report, if one has come, with what became of it. */
    boolean answerReports(int lost, int jitterTicks) throws IOException {
        DatagramPacket report = new DatagramPacket(new byte[1500], 1500);
        try {
            reports.receive(report);
        } catch (SocketTimeoutException none) {
            return false;
        }
        ByteBuffer theirs = ByteBuffer.wrap(report.getData());
        int middle = (int) (theirs.getLong(8) >> 16);
        ByteBuffer answer = ByteBuffer.allocate(32);
        answer.put((byte) 0x81).put((byte) 201).putShort((short) 7).putInt(SSRC);
        answer.putInt(theirSsrc)
                .putInt(lost)
                .putInt(5000)
                .putInt(jitterTicks)
                .putInt(middle)
                .putInt(0);
        InetSocketAddress to = new InetSocketAddress(report.getAddress(), report.getPort());
        reports.send(new DatagramPacket(answer.array(), 32, to));
        return true;
    }

    @Override
    public void close() {
        sound.close();
        reports.close();
    }
}

package dev.sotto.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** As many phones as wanted behind one SIP socket and one sound socket: they dial, speak, and count what comes back. */
final class ManyPhones implements AutoCloseable {

    static final int FIRST_CALLER = 100_000;

    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    private static final long BEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int STEPS = 20;
    private static final int CALLS_PER_SECOND = 100;
    private static final int SOUND_BYTES = 172;
    private static final Pattern CALL = Pattern.compile("(?m)^Call-ID: load-(\\d+)\\r?$");
    private static final Pattern TO = Pattern.compile("(?m)^To: (.*?)\\r?$");
    private static final Pattern PORT = Pattern.compile("(?m)^m=audio (\\d+)");

    private final InetSocketAddress gateway;
    private final DatagramChannel sip;
    private final DatagramChannel sound;
    private final AtomicLong received = new AtomicLong();
    private InetSocketAddress[] lines = {};
    private @Nullable String[] farEnds = {};
    private String numberDialled = "";

    ManyPhones(int gatewayPort) throws IOException {
        this.gateway = new InetSocketAddress(HERE, gatewayPort);
        this.sip = open();
        this.sound = open();
        sip.configureBlocking(false);
        Thread.ofPlatform().daemon().name("phones-hearing").start(this::hear);
    }

    private static DatagramChannel open() throws IOException {
        return DatagramChannel.open()
                .setOption(StandardSocketOptions.SO_RCVBUF, 4 << 20)
                .bind(new InetSocketAddress(HERE, 0));
    }

    private void hear() {
        ByteBuffer packet = ByteBuffer.allocate(2048);
        try {
            while (sound.isOpen()) {
                packet.clear();
                sound.receive(packet);
                received.incrementAndGet();
            }
        } catch (IOException closed) {
            // The phones are put away.
        }
    }

    long received() {
        return received.get();
    }

    /** Dials until there are so many, beside those that talk already, and tells how many of them all were answered. */
    int dial(int calls, String number) throws IOException {
        int before = lines.length;
        Set<Integer> up = new HashSet<>();
        for (int caller = 0; caller < before; caller++) {
            if (lines[caller] != null) {
                up.add(caller);
            }
        }
        lines = Arrays.copyOf(lines, calls);
        farEnds = Arrays.copyOf(farEnds, calls);
        numberDialled = number;
        long began = System.nanoTime();
        long deadline =
                began + Duration.ofSeconds(30 + calls / CALLS_PER_SECOND).toNanos();
        int dialled = before;
        while (up.size() < calls && System.nanoTime() < deadline) {
            long due = before + (System.nanoTime() - began) * CALLS_PER_SECOND / 1_000_000_000L;
            while (dialled < calls && dialled <= due) {
                send(request("INVITE", number, dialled, "<sip:" + number + "@127.0.0.1>", offer()));
                dialled++;
            }
            for (String answer = answer(); answer != null; answer = answer()) {
                answered(answer, number, up);
            }
            LockSupport.parkNanos(1_000_000);
        }
        return up.size();
    }

    private @Nullable String answer() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(8192);
        return sip.receive(bytes) == null
                ? null
                : new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    }

    private void answered(String answer, String number, Set<Integer> up) throws IOException {
        Matcher call = CALL.matcher(answer);
        Matcher to = TO.matcher(answer);
        Matcher port = PORT.matcher(answer);
        if (answer.startsWith("SIP/2.0 200") && call.find() && to.find() && port.find()) {
            int caller = Integer.parseInt(call.group(1));
            lines[caller] = new InetSocketAddress(HERE, Integer.parseInt(port.group(1)));
            farEnds[caller] = to.group(1);
            up.add(caller);
            send(request("ACK", number, caller, to.group(1), ""));
        }
    }

    /** All hang up; nobody waits for the answers. */
    void hangUp() throws IOException {
        for (int caller = 0; caller < lines.length; caller++) {
            String to = farEnds[caller];
            if (to != null) {
                send(request("BYE", numberDialled, caller, to, "").replace("CSeq: 1 ", "CSeq: 2 "));
            }
        }
    }

    private String offer() throws IOException {
        int port = ((InetSocketAddress) sound.getLocalAddress()).getPort();
        return "v=0\r\no=load 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio " + port
                + " RTP/AVP 0\r\na=rtcp-mux\r\na=sendrecv\r\n";
    }

    private String request(String method, String number, int caller, String to, String body) throws IOException {
        String type = body.isEmpty() ? "" : "Content-Type: application/sdp\r\n";
        int port = ((InetSocketAddress) sip.getLocalAddress()).getPort();
        return method + " sip:" + number + "@127.0.0.1:" + gateway.getPort() + " SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP 127.0.0.1:" + port + ";rport;branch=z9hG4bK" + method + caller + "\r\n"
                + "From: <sip:" + (FIRST_CALLER + caller) + "@127.0.0.1>;tag=t" + caller + "\r\nTo: " + to
                + "\r\nCall-ID: load-" + caller + "\r\nCSeq: 1 " + method + "\r\nContact: <sip:load@127.0.0.1:" + port
                + ">\r\nMax-Forwards: 70\r\n" + type + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private void send(String message) throws IOException {
        sip.send(ByteBuffer.wrap(message.getBytes(StandardCharsets.UTF_8)), gateway);
    }

    /** All speak from one beat of 20 ms to another, spread over each; notes when each packet of each phone left. */
    void speak(int from, int to, long[][] sentNanos) throws IOException {
        ByteBuffer packet = ByteBuffer.allocate(SOUND_BYTES).put(0, (byte) 0x80);
        long start = System.nanoTime();
        for (int beat = from; beat < to; beat++) {
            packet.putShort(2, (short) beat).putInt(4, BeatMark.FRAME_SAMPLES * beat);
            BeatMark.write(packet, SOUND_BYTES, beat);
            for (int step = 0; step < STEPS; step++) {
                LockSupport.parkNanos(
                        start + (beat - from) * BEAT_NANOS + step * BEAT_NANOS / STEPS - System.nanoTime());
                for (int i = step; i < lines.length; i += STEPS) {
                    if (lines[i] != null) {
                        sentNanos[i][beat] = System.nanoTime();
                        sound.send(packet.putInt(8, i).rewind(), lines[i]);
                    }
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        sip.close();
        sound.close();
    }
}

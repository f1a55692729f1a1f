package dev.sotto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A phone that does exactly what a test says, on real sockets, and knows nothing of the gateway's code. */
public final class ScriptedPeer implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;

    private final String literal;
    private final String host;
    private final String family;
    private final DatagramSocket sip;
    private final DatagramSocket rtp;
    private final InetSocketAddress gateway;
    private final String callId = UUID.randomUUID() + "@peer";
    private final String fromTag = UUID.randomUUID().toString();
    private final String callerNumber = "06" + ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999);
    private String number = "";
    private String toHeader = "";
    private String inviteBranch = "";
    private String abilities = "";
    private int cseq;
    private @Nullable InetSocketAddress media;
    private int rtpSequence = 1000;
    private int rtpTimestamp = 50_000;

    public ScriptedPeer(int gatewayPort) throws IOException {
        this(InetAddress.ofLiteral("127.0.0.1"), gatewayPort);
    }

    /** A phone on an address of this machine, which the gateway has too. */
    ScriptedPeer(InetAddress here, int gatewayPort) throws IOException {
        this.literal = here.getHostAddress();
        this.host = here instanceof Inet6Address ? "[" + literal + "]" : literal;
        this.family = here instanceof Inet6Address ? "IN IP6 " : "IN IP4 ";
        this.sip = new DatagramSocket(0, here);
        this.rtp = new DatagramSocket(0, here);
        this.gateway = new InetSocketAddress(here, gatewayPort);
        sip.setSoTimeout(PATIENCE_MILLIS);
        rtp.setSoTimeout(PATIENCE_MILLIS);
    }

    public String callerNumber() {
        return callerNumber;
    }

    public String offer(String attributes) {
        return offer("RTP/AVP 0 8 101", attributes);
    }

    public String offer(String formats, String attributes) {
        String address = family + literal;
        return "v=0\r\no=peer 1 1 " + address + "\r\ns=-\r\nc=" + address + "\r\nt=0 0\r\nm=audio " + rtp.getLocalPort()
                + " " + formats + "\r\na=rtpmap:101 telephone-event/8000\r\n" + attributes;
    }

    /** Dials; an empty body makes it a late offer. */
    public String invite(String dialled, String body) throws IOException {
        number = dialled;
        toHeader = "<sip:" + dialled + "@" + host + ">";
        inviteBranch = "z9hG4bK" + UUID.randomUUID();
        cseq++;
        return send(request("INVITE", inviteBranch, cseq, body, abilities));
    }

    /** Headers that every INVITE from now on carries. */
    public void isAble(String headers) {
        abilities = headers;
    }

    /** Answers a request of the gateway. */
    public void answer(String request, String status) throws IOException {
        StringBuilder answer = new StringBuilder("SIP/2.0 " + status + "\r\n");
        request.lines()
                .filter(line -> line.matches("(?i)(via|from|to|call-id|cseq):.*"))
                .forEach(line -> answer.append(line).append("\r\n"));
        send(answer.append("Content-Length: 0\r\n\r\n").toString());
    }

    /** Tells how a REFER goes (RFC 3515 §2.4.4). */
    public String tellsOfReferral(String subscription, String fragment) throws IOException {
        cseq++;
        String extra = "Event: refer\r\nSubscription-State: " + subscription + "\r\n"
                + "Content-Type: message/sipfrag;version=2.0\r\n";
        String bare = request("NOTIFY", "z9hG4bK" + UUID.randomUUID(), cseq, "", extra);
        return send(bare.replace(
                "Content-Length: 0\r\n\r\n", "Content-Length: " + fragment.length() + "\r\n\r\n" + fragment));
    }

    /** Steps over everything else to the next request of that method. */
    public String receive(String method) throws IOException {
        while (true) {
            String message = receive();
            if (message.startsWith(method + " ")) {
                return message;
            }
        }
    }

    public String request(String method, String branch, int number, String body) {
        return request(method, branch, number, body, "");
    }

    public String request(String method, String branch, int sequence, String body, String extra) {
        String type = body.isEmpty() ? "" : "Content-Type: application/sdp\r\n";
        return method + " sip:" + number + "@" + host + ":" + gateway.getPort() + " SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP " + host + ":" + sip.getLocalPort() + ";rport;branch=" + branch + "\r\n"
                + "From: \"Peer\" <sip:" + callerNumber + "@" + host + ">;tag=" + fromTag + "\r\n"
                + "To: " + toHeader + "\r\n"
                + "Call-ID: " + callId + "\r\n"
                + "CSeq: " + sequence + " " + method + "\r\n"
                + "Contact: <sip:peer@" + host + ":" + sip.getLocalPort() + ">\r\n"
                + "Max-Forwards: 70\r\n" + extra + type
                + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    public String send(String message) throws IOException {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        sip.send(new DatagramPacket(bytes, bytes.length, gateway));
        return message;
    }

    /** The next message whatever it is. */
    public String receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        sip.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }

    /** Null when nothing comes within the time. */
    public @Nullable String receiveWithin(int millis) throws IOException {
        sip.setSoTimeout(millis);
        try {
            return receive();
        } catch (SocketTimeoutException silence) {
            return null;
        } finally {
            sip.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    /** Steps over provisional answers to the final one of that method. */
    public String finalAnswerTo(String method) throws IOException {
        while (true) {
            String message = receive();
            if (message.startsWith("SIP/2.0 ") && !message.startsWith("SIP/2.0 1") && isOf(message, method)) {
                remember(message);
                return message;
            }
        }
    }

    private static boolean isOf(String message, String method) {
        return Pattern.compile("(?m)^CSeq: \\d+ " + method + "\\r?$")
                .matcher(message)
                .find();
    }

    private void remember(String answer) {
        Matcher to = Pattern.compile("(?m)^To: (.*?)\\r?$").matcher(answer);
        if (to.find() && answer.startsWith("SIP/2.0 200")) {
            toHeader = to.group(1);
        }
        sendsSoundTo(answer);
    }

    /** Where the sound of whoever answered so is wanted. */
    void sendsSoundTo(String answer) {
        Matcher port = Pattern.compile("(?m)^m=audio (\\d+)").matcher(answer);
        if (port.find()) {
            media = new InetSocketAddress(gateway.getAddress(), Integer.parseInt(port.group(1)));
        }
    }

    /** Dials, is answered and says so. */
    public String call(String dialled) throws IOException {
        invite(dialled, offer("a=sendrecv\r\n"));
        String answer = finalAnswerTo("INVITE");
        assertThat(answer).startsWith("SIP/2.0 200");
        acknowledge("");
        return answer;
    }

    public void acknowledge(String body) throws IOException {
        send(request("ACK", "z9hG4bK" + UUID.randomUUID(), cseq, body));
    }

    /** Acknowledges a refusal, which belongs to the transaction of the INVITE. */
    public void acknowledgeRefusal(String answer) throws IOException {
        Matcher to = Pattern.compile("(?m)^To: (.*?)\\r?$").matcher(answer);
        assertThat(to.find()).isTrue();
        String plain = toHeader;
        toHeader = to.group(1);
        send(request("ACK", inviteBranch, cseq, ""));
        toHeader = plain;
    }

    public void cancel() throws IOException {
        send(request("CANCEL", inviteBranch, cseq, ""));
    }

    public String reinvite(String body) throws IOException {
        inviteBranch = "z9hG4bK" + UUID.randomUUID();
        cseq++;
        send(request("INVITE", inviteBranch, cseq, body));
        return finalAnswerTo("INVITE");
    }

    public String inDialog(String method) throws IOException {
        cseq++;
        return send(request(method, "z9hG4bK" + UUID.randomUUID(), cseq, ""));
    }

    /** Answers a request of the gateway with 200. */
    public void accept(String request) throws IOException {
        answer(request, "200 OK");
    }

    /** Speaks 20 ms: every code the same, so that a test can recognise the frame. */
    public void speak(byte code) throws IOException {
        byte[] codes = new byte[160];
        Arrays.fill(codes, code);
        sendRtp(rtpSequence++, rtpTimestamp, codes);
        rtpTimestamp += 160;
    }

    /** Leaves packets out, as a bad line does. */
    public void lose(int packets) {
        rtpSequence += packets;
        rtpTimestamp += 160 * packets;
    }

    private void sendRtp(int sequence, int timestamp, byte[] codes) throws IOException {
        ByteBuffer packet = ByteBuffer.allocate(12 + codes.length);
        packet.put((byte) 0x80)
                .put((byte) 0)
                .putShort((short) sequence)
                .putInt(timestamp)
                .putInt(0x5EED);
        packet.put(codes);
        rtp.send(new DatagramPacket(packet.array(), packet.capacity(), Objects.requireNonNull(media)));
    }

    /** The payload of the next RTP packet. */
    public byte[] listen() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        rtp.receive(packet);
        byte[] codes = new byte[packet.getLength() - 12];
        System.arraycopy(packet.getData(), 12, codes, 0, codes.length);
        return codes;
    }

    /** Steps over silence, in either law, to the first packet that is not. */
    public byte[] listenForSound() throws IOException {
        while (true) {
            byte[] codes = listen();
            for (byte code : codes) {
                if (code != (byte) 0xFF && code != (byte) 0xD5) {
                    return codes;
                }
            }
        }
    }

    @Override
    public void close() {
        sip.close();
        rtp.close();
    }
}

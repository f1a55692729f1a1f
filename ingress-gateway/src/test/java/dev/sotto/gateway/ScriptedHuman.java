package dev.sotto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The telephone of somebody a call is handed to: it is called, and does exactly what a test says. */
final class ScriptedHuman implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;

    private final DatagramSocket sip;
    private final DatagramSocket rtp;
    private @Nullable InetSocketAddress gateway;
    private @Nullable InetSocketAddress media;
    private String invite = "";
    private int sequence = 100;

    ScriptedHuman() throws IOException {
        InetAddress here = InetAddress.ofLiteral("127.0.0.1");
        this.sip = new DatagramSocket(0, here);
        this.rtp = new DatagramSocket(0, here);
        sip.setSoTimeout(PATIENCE_MILLIS);
        rtp.setSoTimeout(PATIENCE_MILLIS);
    }

    int port() {
        return sip.getLocalPort();
    }

    String address() {
        return "sip:manager@127.0.0.1:" + sip.getLocalPort();
    }

    /** Null when nothing comes within the time. */
    @Nullable
    String receiveWithin(int millis) throws IOException {
        sip.setSoTimeout(millis);
        try {
            return receive();
        } catch (SocketTimeoutException silence) {
            return null;
        } finally {
            sip.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    String receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        sip.receive(packet);
        gateway = new InetSocketAddress(packet.getAddress(), packet.getPort());
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }

    /** Steps over repetitions to the next request of that method. */
    String receive(String method) throws IOException {
        while (true) {
            String message = receive();
            if (message.startsWith(method + " ")) {
                return message;
            }
        }
    }

    String isCalled() throws IOException {
        invite = receive("INVITE");
        Matcher port = Pattern.compile("(?m)^m=audio (\\d+)").matcher(invite);
        assertThat(port.find()).isTrue();
        media = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), Integer.parseInt(port.group(1)));
        return invite;
    }

    void rings() throws IOException {
        answer(invite, "180 Ringing", "");
    }

    void answers() throws IOException {
        answer(
                invite,
                "200 OK",
                "v=0\r\no=human 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n" + "m=audio "
                        + rtp.getLocalPort() + " RTP/AVP 0\r\na=sendrecv\r\n");
        receive("ACK");
    }

    void refuses(String status) throws IOException {
        answer(invite, status, "");
        receive("ACK");
    }

    void answer(String request, String status, String body) throws IOException {
        StringBuilder answer = new StringBuilder("SIP/2.0 " + status + "\r\n");
        request.lines()
                .filter(line -> line.matches("(?i)(via|from|call-id|cseq|record-route):.*"))
                .forEach(line -> answer.append(line).append("\r\n"));
        answer.append(header(request, "To"))
                .append(header(request, "To").contains("tag=") ? "" : ";tag=human")
                .append("\r\nContact: <" + address() + ">\r\n")
                .append(body.isEmpty() ? "" : "Content-Type: application/sdp\r\n")
                .append("Content-Length: " + body.length() + "\r\n\r\n" + body);
        send(answer.toString());
    }

    void hangsUp() throws IOException {
        String us = "z9hG4bKhuman" + sequence++;
        send("BYE " + contact() + " SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:" + sip.getLocalPort() + ";branch=" + us
                + "\r\nMax-Forwards: 70\r\n" + header(invite, "To").replaceFirst("To", "From") + ";tag=human\r\n"
                + header(invite, "From").replaceFirst("From", "To") + "\r\n" + header(invite, "Call-ID")
                + "\r\nCSeq: 1 BYE\r\nContent-Length: 0\r\n\r\n");
    }

    private String contact() {
        Matcher contact = Pattern.compile("(?m)^Contact: <(.*?)>").matcher(invite);
        assertThat(contact.find()).isTrue();
        return contact.group(1);
    }

    static String header(String message, String name) {
        return message.lines()
                .filter(line -> line.startsWith(name + ":"))
                .findFirst()
                .orElse("");
    }

    private void send(String message) throws IOException {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        sip.send(new DatagramPacket(bytes, bytes.length, gateway));
    }

    void speaks(byte code) throws IOException {
        byte[] codes = new byte[160];
        Arrays.fill(codes, code);
        ByteBuffer packet = ByteBuffer.allocate(172)
                .put((byte) 0x80)
                .put((byte) 0)
                .putShort((short) sequence)
                .putInt(160 * sequence++)
                .putInt(0xBEEF)
                .put(codes);
        rtp.send(new DatagramPacket(packet.array(), packet.capacity(), media));
    }

    /** The codes of the next RTP packet that is not silence. */
    byte[] hears() throws IOException {
        while (true) {
            DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
            rtp.receive(packet);
            byte[] codes = Arrays.copyOfRange(packet.getData(), 12, packet.getLength());
            boolean isSound = (packet.getData()[1] & 0x7F) == 0;
            for (byte code : codes) {
                if (isSound && code != (byte) 0xFF) {
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

package dev.sotto.load.phone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The far side of a call, played line by line by a test, in plain text. */
final class ScriptedPeer implements AutoCloseable {
    static final String TAG = "peer-tag";
    private static final int PATIENCE_MILLIS = 5_000;

    final DatagramSocket sip = open();
    final DatagramSocket rtp = open();
    private InetSocketAddress phone = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);

    /** A SIP message as text. */
    record Message(String text, long nanos) {
        String startLine() {
            return text.substring(0, text.indexOf("\r\n"));
        }

        String header(String name) {
            Matcher matcher = Pattern.compile("(?im)^" + name + ": *(.*?)\r?$").matcher(text);
            if (!matcher.find()) {
                throw new AssertionError("No " + name + " in:\n" + text);
            }
            return matcher.group(1);
        }

        String branch() {
            return header("Via").replaceAll(".*branch=([^;]*).*", "$1");
        }

        int mediaPort() {
            Matcher matcher = Pattern.compile("m=audio (\\d+) ").matcher(text);
            if (!matcher.find()) {
                throw new AssertionError("No audio in:\n" + text);
            }
            return Integer.parseInt(matcher.group(1));
        }
    }

    String uri() {
        return "sip:+33123456789@127.0.0.1:" + sip.getLocalPort();
    }

    Message next(String startsWith) {
        Message message = next(PATIENCE_MILLIS);
        if (!message.startLine().startsWith(startsWith)) {
            throw new AssertionError("Expected " + startsWith + " but got:\n" + message.text());
        }
        return message;
    }

    /** The next message of a kind, whatever retransmissions come before it. */
    Message skipTo(String startsWith) {
        Message message = next(PATIENCE_MILLIS);
        while (!message.startLine().startsWith(startsWith)) {
            message = next(PATIENCE_MILLIS);
        }
        return message;
    }

    boolean isQuietFor(Duration time) {
        try {
            sip.setSoTimeout((int) time.toMillis());
            sip.receive(new DatagramPacket(new byte[4096], 4096));
            return false;
        } catch (SocketTimeoutException quiet) {
            return true;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    void answer(Message request, int status, String reason, String... moreLines) {
        String to = request.header("To");
        send("SIP/2.0 " + status + " " + reason + "\r\n"
                + "Via: " + request.header("Via") + "\r\n"
                + "From: " + request.header("From") + "\r\n"
                + "To: " + (status == 100 || to.contains("tag=") ? to : to + ";tag=" + TAG) + "\r\n"
                + "Call-ID: " + request.header("Call-ID") + "\r\n"
                + "CSeq: " + request.header("CSeq") + "\r\n"
                + more(moreLines) + "Content-Length: 0\r\n\r\n");
    }

    void accept(Message invite, String... moreLines) {
        accept(invite, 0, moreLines);
    }

    void accept(Message invite, int payloadType, String... moreLines) {
        String sdp = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio "
                + rtp.getLocalPort() + " RTP/AVP " + payloadType + "\r\na=sendrecv\r\n";
        String to = invite.header("To");
        send("SIP/2.0 200 OK\r\n"
                + "Via: " + invite.header("Via") + "\r\n"
                + "From: " + invite.header("From") + "\r\n"
                + "To: " + (to.contains("tag=") ? to : to + ";tag=" + TAG) + "\r\n"
                + "Call-ID: " + invite.header("Call-ID") + "\r\n"
                + "CSeq: " + invite.header("CSeq") + "\r\n"
                + "Contact: <sip:peer@127.0.0.1:" + sip.getLocalPort() + ">\r\n"
                + more(moreLines)
                + "Content-Type: application/sdp\r\nContent-Length: " + sdp.length() + "\r\n\r\n" + sdp);
    }

    /** A request of ours inside the call that the INVITE opened. */
    void request(Message invite, String method, int number, String... moreLines) {
        send(method + " sip:phone SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP 127.0.0.1:" + sip.getLocalPort() + ";branch=z9hG4bK-peer-" + method + number
                + "\r\n"
                + "From: " + invite.header("To") + ";tag=" + TAG + "\r\n"
                + "To: " + invite.header("From") + "\r\n"
                + "Call-ID: " + invite.header("Call-ID") + "\r\n"
                + "CSeq: " + number + " " + method + "\r\n"
                + more(moreLines) + "Content-Length: 0\r\n\r\n");
    }

    void send(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        try {
            sip.send(new DatagramPacket(bytes, bytes.length, phone));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    void sendTo(InetSocketAddress target, String text) {
        phone = target;
        send(text);
    }

    /** From here on whatever is asked is granted, so that the phone need not wait for a peer that has left. */
    void answerEverything() {
        Thread.startVirtualThread(() -> {
            while (!sip.isClosed()) {
                try {
                    Message message = next(PATIENCE_MILLIS);
                    if (message.startLine().startsWith("BYE")) {
                        answer(message, 200, "OK");
                    }
                } catch (AssertionError | UncheckedIOException over) {
                    return;
                }
            }
        });
    }

    private Message next(int millis) {
        DatagramPacket packet = new DatagramPacket(new byte[8192], 8192);
        try {
            sip.setSoTimeout(millis);
            sip.receive(packet);
        } catch (SocketTimeoutException nothing) {
            throw new AssertionError("The phone sent nothing for " + millis + " ms", nothing);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        phone = (InetSocketAddress) packet.getSocketAddress();
        return new Message(new String(packet.getData(), 0, packet.getLength(), UTF_8), System.nanoTime());
    }

    private static String more(String... lines) {
        return lines.length == 0 ? "" : String.join("\r\n", lines) + "\r\n";
    }

    private static DatagramSocket open() {
        try {
            return new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    @Override
    public void close() {
        sip.close();
        rtp.close();
    }
}

package dev.sotto.gateway;

import static dev.sotto.gateway.RunningGateway.DIALLED;
import static dev.sotto.gateway.RunningGateway.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls over TLS, from phones that check who answers them. */
class SipOverTlsTest {

    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

    @TempDir
    static Path folder;

    private static OwnCertificate own;
    private static RunningGateway gateway;

    @BeforeAll
    static void start() throws IOException, GeneralSecurityException, InterruptedException {
        own = OwnCertificate.in(folder);
        gateway = RunningGateway.with(
                "gateway.sip.tls.port=0",
                "gateway.sip.tls.certificate=" + own.certificate,
                "gateway.sip.tls.key=" + own.key);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static int port() {
        return gateway.context().getBean(Telephony.class).tlsPort();
    }

    private static SSLSocket connect(SSLContext context, String... versions) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(HERE, port());
        socket.setSoTimeout(10_000);
        if (versions.length > 0) {
            socket.setEnabledProtocols(versions);
        }
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return socket;
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aCallIsAnsweredSpokenToAndHungUpOverTheConnectionItCameBy(String version) throws Exception {
        String number = "07" + version.replaceAll("\\D", "") + "123456";
        try (SSLSocket phone = connect(own.trusting(), version);
                ScriptedPeer sound = gateway.peer()) {
            write(phone, request("INVITE", number, "", sound.offer("")));
            assertThat(read(phone)).startsWith("SIP/2.0 100");
            String ok = until(phone, "200");
            assertThat(ok).contains("Contact: <sip:127.0.0.1:" + port() + ";transport=tls>");
            String tag = ok.replaceAll("(?s).*\r\nTo: [^\r]*(;tag=[^;\r]*).*", "$1");
            write(phone, request("ACK", number, tag, ""));
            String call = gateway.callOf(started -> number.equals(started.callerNumber()));
            sound.sendsSoundTo(ok);
            await().atMost(SOON).until(() -> {
                sound.speak((byte) 0x10);
                return !gateway.framesOf(call).isEmpty();
            });

            write(phone, request("BYE", number, tag, ""));
            assertThat(read(phone)).startsWith("SIP/2.0 200").contains("CSeq: 2 BYE");
            assertThat(phone.getSession().getProtocol()).isEqualTo(version);
        }
    }

    @Test
    void whoChecksUsAgainstOthersDoesNotSpeakWithUs() throws Exception {
        try (SSLSocket phone = connect(SSLContext.getDefault())) {
            assertThatThrownBy(phone::startHandshake).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void whatIsNoTlsIsCutAndOthersAreServedOn() throws Exception {
        try (Socket plain = new Socket(HERE, port())) {
            plain.setSoTimeout(10_000);
            write(plain, "OPTIONS sip:100@127.0.0.1 SIP/2.0\r\n\r\n");
            byte[] answer = plain.getInputStream().readAllBytes();
            assertThat(new String(answer, StandardCharsets.ISO_8859_1)).doesNotContain("SIP/2.0");
        }
        try (SSLSocket phone = connect(own.trusting())) {
            write(phone, request("OPTIONS", "0700000000", "", ""));
            assertThat(read(phone)).startsWith("SIP/2.0 200");
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String until(Socket socket, String status) throws IOException {
        String message = read(socket);
        while (!message.startsWith("SIP/2.0 " + status)) {
            assertThat(message).startsWith("SIP/2.0 1");
            message = read(socket);
        }
        return message;
    }

    private static String read(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        while (!text.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            assertThat(next).as("connection closed after " + text).isNotNegative();
            text.write(next);
        }
        String head = text.toString(StandardCharsets.ISO_8859_1);
        int length = Integer.parseInt(head.replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
        return head + new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    private static String request(String method, String number, String toTag, String body) {
        int sequence = method.equals("BYE") ? 2 : 1;
        String type = body.isEmpty() ? "" : "Content-Type: application/sdp\r\n";
        return String.join(
                        "\r\n",
                        Arrays.asList(
                                method + " sip:" + DIALLED + "@127.0.0.1 SIP/2.0",
                                "Via: SIP/2.0/TLS 127.0.0.1:5099;branch=z9hG4bK" + method + number,
                                "Max-Forwards: 70",
                                "From: <sip:" + number + "@127.0.0.1>;tag=mine",
                                "To: <sip:" + DIALLED + "@127.0.0.1>" + toTag,
                                "Call-ID: tls-" + number,
                                "CSeq: " + sequence + " " + method,
                                "Contact: <sip:" + number + "@127.0.0.1:5099;transport=tls>"))
                + "\r\n" + type + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }
}

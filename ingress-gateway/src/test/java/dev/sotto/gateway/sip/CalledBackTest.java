package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.gateway.sdp.OurHost;
import dev.sotto.gateway.sip.message.CSeq;
import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.NameAddress;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipUri;
import dev.sotto.gateway.sip.message.Via;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.Networks;
import dev.sotto.gateway.sip.transport.Protocol;
import dev.sotto.gateway.sip.transport.SipListening;
import dev.sotto.gateway.sockets.Sockets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node behind NAT is reached only by the connection it registered over (RFC 5626 §5.3). */
class CalledBackTest {

    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop loop = group.next();
    private final List<InviteSession> invited = new CopyOnWriteArrayList<>();

    /** Nobody may call but whom we have asked something. */
    private final SipServer server = server();

    private SipServer server() {
        try {
            SipListening listening = new SipListening(
                    new InetSocketAddress(HERE, 0),
                    OurHost.only("127.0.0.1"),
                    null,
                    SslContextBuilder.forClient().build(),
                    Networks.of(List.of()));
            InviteHandler calls = session -> {
                invited.add(session);
                session.accept("v=0");
            };
            return new SipServer(
                    Sockets.on(loop),
                    listening,
                    Networks.of(List.of("192.0.2.0/24")),
                    calls,
                    new SipMeters(new SimpleMeterRegistry()));
        } catch (SSLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @AfterEach
    void close() {
        server.close();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void theRegistrarCallsByTheConnectionTheRegistrationCameBy() throws IOException {
        try (ServerSocket registrar = new ServerSocket(0, 5, HERE)) {
            Hop hop = new Hop(Protocol.TCP, new InetSocketAddress(HERE, registrar.getLocalPort()));
            List<Integer> answers = new CopyOnWriteArrayList<>();
            loop.execute(() -> server.userAgent().client().ask(register(), hop, told -> answers.add(told.status())));
            try (Socket connection = registrar.accept()) {
                connection.setSoTimeout(10_000);
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
                String asked = head(in);
                write(connection, "SIP/2.0 200 OK\r\n" + echoed(asked) + "Content-Length: 0\r\n\r\n");
                await().until(() -> answers.equals(List.of(200)));

                write(connection, invite(registrar.getLocalPort()));
                assertThat(head(in)).startsWith("SIP/2.0 100");
                assertThat(head(in)).startsWith("SIP/2.0 200").contains("Call-ID: called-back");
                assertThat(invited).hasSize(1);
            }
        }
    }

    @Test
    void theEndOfThatConnectionIsTold() throws IOException {
        try (ServerSocket registrar = new ServerSocket(0, 5, HERE)) {
            Hop hop = new Hop(Protocol.TCP, new InetSocketAddress(HERE, registrar.getLocalPort()));
            List<Hop> lost = new CopyOnWriteArrayList<>();
            server.userAgent().client().whenLost(lost::add);
            loop.execute(() -> server.userAgent().client().ask(register(), hop, told -> {}));
            try (Socket connection = registrar.accept()) {
                assertThat(connection.getInputStream().read()).isEqualTo('R');
                assertThat(lost).isEmpty();
            }
            await().until(() -> lost.equals(List.of(hop)));
        }
    }

    private static void write(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String head(BufferedReader in) throws IOException {
        StringBuilder head = new StringBuilder();
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            head.append(line).append("\r\n");
            length = line.startsWith("Content-Length: ") ? Integer.parseInt(line.substring(16)) : length;
        }
        for (int i = 0; i < length; i++) {
            assertThat(in.read()).isNotNegative();
        }
        return head.toString();
    }

    private static String echoed(String asked) {
        return asked.lines()
                .filter(line -> line.matches("(Via|From|To|Call-ID|CSeq):.*"))
                .reduce("", (all, line) -> all + line + "\r\n");
    }

    private static String invite(int port) {
        return "INVITE sip:100@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/TCP 127.0.0.1:" + port + ";branch=z9hG4bKback\r\n"
                + "From: <sip:guest@example.com>;tag=theirs\r\nTo: <sip:100@example.com>\r\nCall-ID: called-back\r\n"
                + "CSeq: 1 INVITE\r\nContact: <sip:guest@127.0.0.1:" + port + ";transport=tcp>\r\nMax-Forwards: 70\r\n"
                + "Content-Length: 0\r\n\r\n";
    }

    private static SipRequest register() {
        NameAddress us = NameAddress.of(SipUri.of("100", "example.com", -1));
        return new SipRequest(
                "REGISTER",
                SipUri.of("", "example.com", -1),
                Headers.NONE.and("Max-Forwards", "70"),
                Via.UNSENT,
                us.withTag("t"),
                us,
                "registration",
                new CSeq(1, "REGISTER"),
                "");
    }
}

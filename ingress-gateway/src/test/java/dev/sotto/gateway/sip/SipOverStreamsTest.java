package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.gateway.sdp.OurHost;
import dev.sotto.gateway.sip.message.CSeq;
import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.NameAddress;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.SipUri;
import dev.sotto.gateway.sip.message.Via;
import dev.sotto.gateway.sip.transaction.Answered;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.Networks;
import dev.sotto.gateway.sip.transport.Protocol;
import dev.sotto.gateway.sip.transport.SipListening;
import dev.sotto.gateway.sockets.Sockets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The user agent on real TCP connections, on IPv4 and IPv6, with and without a load balancer in front. */
class SipOverStreamsTest {

    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop loop = group.next();
    private final List<InviteSession> invited = new CopyOnWriteArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private SipServer server = serverOn("127.0.0.1", List.of("127.0.0.1", "::1", "192.0.2.0/24"), List.of("127.0.0.9"));

    private SipServer serverOn(String host, List<String> trunks, List<String> proxies) {
        try {
            SslContext trust = SslContextBuilder.forClient().build();
            SipListening listening = new SipListening(
                    new InetSocketAddress(host, 0), OurHost.only(host), null, trust, Networks.of(proxies));
            InviteHandler calls = session -> {
                session.accept("v=0");
                invited.add(session);
            };
            return new SipServer(Sockets.on(loop), listening, Networks.of(trunks), calls, new SipMeters(meters));
        } catch (SSLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @AfterEach
    void close() {
        server.close();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private Socket connect(String from) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress(from.equals("::1") ? InetAddress.ofLiteral("::1") : HERE, server.port()));
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The next message, empty when the connection was closed. */
    private static String read(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        while (!text.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            text.write(next);
        }
        String head = text.toString(StandardCharsets.ISO_8859_1);
        int length = Integer.parseInt(head.replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
        return head + new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    private static String request(String method, int number, String toTag, String host) {
        return method + " sip:100@" + host + " SIP/2.0\r\nVia: SIP/2.0/TCP " + host + ":5099;branch=z9hG4bK" + method
                + number
                + "\r\nFrom: <sip:me@" + host + ">;tag=mine\r\nTo: <sip:100@" + host + ">" + toTag
                + "\r\nCall-ID: one-call\r\nCSeq: " + number + " " + method + "\r\nContact: <sip:me@" + host
                + ":5099;transport=tcp>\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n";
    }

    private static String tagOf(String answer) {
        return answer.replaceAll("(?s).*\r\nTo: [^\r]*(;tag=[^;\r]*).*", "$1");
    }

    private double dropped(String reason) {
        return meters.counter("sotto.gateway.sip.dropped", "reason", reason).count();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void aCallOverOneConnectionIsAnsweredAndHungUpOverIt(String host) throws IOException {
        server.close();
        server = serverOn(host, List.of("127.0.0.1", "::1"), List.of());
        String shown = host.contains(":") ? "[" + host + "]" : host;
        try (Socket phone = connect(host)) {
            write(phone, request("INVITE", 1, "", shown));
            assertThat(read(phone)).startsWith("SIP/2.0 100");
            String ok = read(phone);
            assertThat(ok)
                    .startsWith("SIP/2.0 200")
                    .contains("Contact: <sip:" + shown + ":" + server.port() + ";transport=tcp>");
            write(phone, request("ACK", 1, tagOf(ok), shown));
            await().until(() -> invited.size() == 1);
            loop.execute(() -> invited.getFirst().hangUp());
            String bye = read(phone);
            assertThat(bye)
                    .startsWith("BYE sip:me@" + shown + ":5099;transport=tcp")
                    .contains("SIP/2.0/TCP " + shown);
            write(
                    phone,
                    "SIP/2.0 200 OK\r\n"
                            + bye.lines()
                                    .skip(1)
                                    .filter(line -> line.matches("(Via|From|To|Call-ID|CSeq):.*"))
                                    .reduce("", (all, line) -> all + line + "\r\n")
                            + "Content-Length: 0\r\n\r\n");
            await().until(() -> !server.isWaiting());
        }
    }

    @Test
    void whatALoadBalancerSaysAboutTheCallerIsBelieved() throws IOException {
        try (Socket balancer = connect("127.0.0.9")) {
            write(balancer, "PROXY TCP4 192.0.2.44 127.0.0.1 40000 5060\r\n" + request("OPTIONS", 1, "", "10.1.2.3"));
            assertThat(read(balancer)).startsWith("SIP/2.0 200").contains("received=192.0.2.44");
        }
    }

    @Test
    void theSecondVersionOfTheProxyHeaderIsReadToo() throws IOException {
        byte[] header = {
            0x0D,
            0x0A,
            0x0D,
            0x0A,
            0x00,
            0x0D,
            0x0A,
            0x51,
            0x55,
            0x49,
            0x54,
            0x0A,
            0x21,
            0x11,
            0x00,
            0x0C,
            (byte) 192,
            0,
            2,
            45,
            127,
            0,
            0,
            1,
            (byte) 0x9C,
            0x40,
            0x13,
            (byte) 0xC4
        };
        try (Socket balancer = connect("127.0.0.9")) {
            balancer.getOutputStream().write(header);
            write(balancer, request("OPTIONS", 1, "", "10.1.2.3"));
            assertThat(read(balancer)).startsWith("SIP/2.0 200").contains("received=192.0.2.45");
        }
    }

    @Test
    void aStrangerBehindTheLoadBalancerIsOneNevertheless() throws IOException {
        try (Socket balancer = connect("127.0.0.9")) {
            write(balancer, "PROXY TCP4 203.0.113.1 127.0.0.1 40000 5060\r\n" + request("OPTIONS", 1, "", "10.1.2.3"));
            assertThat(read(balancer)).startsWith("SIP/2.0 403");
            assertThat(read(balancer)).isEmpty();
        }
    }

    @Test
    void aCallerWhoSpeaksLikeALoadBalancerIsCutOff() throws IOException {
        try (Socket liar = connect("127.0.0.1")) {
            write(liar, "PROXY TCP4 192.0.2.44 127.0.0.1 40000 5060\r\n" + request("OPTIONS", 1, "", "10.1.2.3"));
            assertThat(read(liar)).isEmpty();
            await().until(() -> dropped("proxy-spoofed") == 1);
        }
    }

    @Test
    void aLoadBalancerThatIntroducesNobodyIsCutOff() throws IOException {
        try (Socket balancer = connect("127.0.0.9")) {
            write(balancer, request("OPTIONS", 1, "", "10.1.2.3"));
            assertThat(read(balancer)).isEmpty();
            await().until(() -> dropped("proxy-malformed") == 1);
        }
    }

    @Test
    void aMessageWithoutLengthIsToldSoAndEndsTheConnection() throws IOException {
        try (Socket phone = connect("127.0.0.1")) {
            write(
                    phone,
                    request("OPTIONS", 1, "", "10.1.2.3").replace("Content-Length: 0\r\n", "")
                            + request("OPTIONS", 2, "", "h"));
            assertThat(read(phone)).startsWith("SIP/2.0 400").contains("Content-Length is missing");
            assertThat(read(phone)).isEmpty();
        }
    }

    @Test
    void aConnectionOfOursIsOpenedWhenThereIsNoneAndUsedAgain() throws IOException {
        try (ServerSocket registrar = new ServerSocket(0, 5, HERE)) {
            Hop hop = new Hop(Protocol.TCP, new InetSocketAddress(HERE, registrar.getLocalPort()));
            List<Integer> answers = new CopyOnWriteArrayList<>();
            for (int i = 1; i <= 2; i++) {
                SipRequest register = register(i);
                loop.execute(
                        () -> server.userAgent().client().ask(register, hop, answer -> answers.add(answer.status())));
            }
            try (Socket accepted = registrar.accept()) {
                for (int i = 0; i < 2; i++) {
                    String asked = read(accepted);
                    assertThat(asked).contains("Via: SIP/2.0/TCP 127.0.0.1:" + server.port());
                    write(
                            accepted,
                            "SIP/2.0 200 OK\r\n"
                                    + asked.lines()
                                            .skip(1)
                                            .filter(line -> line.matches("(Via|From|To|Call-ID|CSeq):.*"))
                                            .reduce("", (all, line) -> all + line + "\r\n")
                                    + "Content-Length: 0\r\n\r\n");
                }
                await().until(() -> answers.equals(List.of(200, 200)));
            }
        }
    }

    @Test
    void whoDoesNotListenIsReportedAsUnreachable() throws IOException {
        int free;
        try (ServerSocket closed = new ServerSocket(0, 5, HERE)) {
            free = closed.getLocalPort();
        }
        List<String> silences = new CopyOnWriteArrayList<>();
        Hop hop = new Hop(Protocol.TCP, new InetSocketAddress(HERE, free));
        loop.execute(() -> server.userAgent().client().ask(register(1), hop, new Answered() {
            @Override
            public void answered(SipResponse response) {}

            @Override
            public void unanswered(Silence why) {
                silences.add(why.name());
            }
        }));
        await().until(() -> silences.equals(List.of("UNREACHABLE")));
    }

    private static SipRequest register(int number) {
        NameAddress us = NameAddress.of(SipUri.of("100", "example.com", -1));
        return new SipRequest(
                "REGISTER",
                SipUri.of("", "example.com", -1),
                Headers.NONE.and("Max-Forwards", "70"),
                Via.UNSENT,
                us.withTag("t"),
                us,
                "registration",
                new CSeq(number, "REGISTER"),
                "");
    }
}

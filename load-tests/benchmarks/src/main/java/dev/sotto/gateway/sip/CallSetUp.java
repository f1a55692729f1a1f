package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.door.Doorkeeper;
import dev.sotto.gateway.sip.message.SipEncoder;
import dev.sotto.gateway.sip.message.SipMessage;
import dev.sotto.gateway.sip.message.SipUri;
import dev.sotto.gateway.sip.transaction.Timers;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.Networks;
import dev.sotto.gateway.sip.transport.SipTransport;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.StringMsgParser;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A whole call without its sound: INVITE, 100, 180, 200, ACK, BYE, 200, from bytes to bytes with every transaction, dialog
 * and timer (a hundred calls a second in virtual time). The baseline only reads the three requests and writes the four
 * answers with JAIN-SIP: no transactions, no dialogs, no timers.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class CallSetUp {

    private static final InetSocketAddress CALLER = new InetSocketAddress("198.51.100.10", 5060);
    private static final Duration BETWEEN_CALLS = Duration.ofMillis(10);
    private static final String SDP = """
            v=0
            o=- 1 1 IN IP4 198.51.100.20
            s=-
            c=IN IP4 198.51.100.20
            t=0 0
            m=audio 41234 RTP/AVP 8 0 101
            a=rtpmap:101 telephone-event/8000
            a=sendrecv
            """.replace("\n", "\r\n");

    private final PassingTime time = new PassingTime();
    private final StringMsgParser jain = new StringMsgParser();
    private long number;
    private String answeredTag = "";
    private long tokens;
    private long bytesWritten;

    private final SipUserAgent agent = new SipUserAgent(
            new Wire(),
            time,
            session -> {
                session.ring();
                session.accept(SDP);
            },
            new Doorkeeper(Networks.of(List.of("198.51.100.0/24")), () -> time.millis * 1_000_000),
            new SipMeters(new SimpleMeterRegistry()),
            () -> "token" + tokens++);

    private final class Wire implements SipTransport {

        @Override
        public void send(SipMessage message, Hop to, Runnable onUnreachable) {
            String tag = message.to().tag();
            answeredTag = tag == null ? answeredTag : tag;
            bytesWritten += SipEncoder.encode(message).length;
        }

        @Override
        public SipUri contact(Hop way) {
            return SipUri.of("", "203.0.113.1", 5060);
        }
    }

    private static final class PassingTime implements Timers {

        private static final class Due implements Timer {
            private final long at;
            private final Runnable action;
            private boolean cancelled;

            Due(long at, Runnable action) {
                this.at = at;
                this.action = action;
            }

            @Override
            public void cancel() {
                cancelled = true;
            }
        }

        private final PriorityQueue<Due> waiting = new PriorityQueue<>(Comparator.comparingLong(due -> due.at));
        private long millis;

        @Override
        public Timer after(Duration delay, Runnable action) {
            Due due = new Due(millis + delay.toMillis(), action);
            waiting.add(due);
            return due;
        }

        void pass(Duration passed) {
            millis += passed.toMillis();
            while (!waiting.isEmpty() && waiting.peek().at <= millis) {
                Due due = waiting.remove();
                if (!due.cancelled) {
                    due.action.run();
                }
            }
        }
    }

    private byte[] request(String method, int cseq, String toTag, String body) {
        return ("""
                %s sip:+33123456789@203.0.113.1:5060 SIP/2.0
                Via: SIP/2.0/UDP 198.51.100.10:5060;branch=z9hG4bK%s%d;rport
                From: "Alice Martin" <sip:+33612345678@carrier.example.net>;tag=8f3a9c21
                To: <sip:+33123456789@203.0.113.1>%s
                Call-ID: call-%d@198.51.100.10
                CSeq: %d %s
                Contact: <sip:+33612345678@198.51.100.10:5060>
                Max-Forwards: 68
                Allow: INVITE, ACK, BYE, CANCEL, OPTIONS, UPDATE
                Content-Type: application/sdp
                Content-Length: %d

                """.replace("\n", "\r\n").formatted(method, method, number, toTag, number, cseq, method, body.length())
                        + body)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Our user agent; writing the caller's three requests is inside the measurement. */
    @Benchmark
    public long sotto() {
        number++;
        Hop hop = Hop.udp(CALLER);
        agent.received(request("INVITE", 1, "", SDP), hop);
        String tag = ";tag=" + answeredTag;
        agent.received(request("ACK", 1, tag, ""), hop);
        agent.received(request("BYE", 2, tag, ""), hop);
        time.pass(BETWEEN_CALLS);
        return bytesWritten;
    }

    /** Only the reading and writing, by JAIN-SIP. */
    @Benchmark
    public void jainSipWithoutTransactions(Blackhole written) throws ParseException {
        number++;
        SIPRequest invite = (SIPRequest) jain.parseSIPMessage(request("INVITE", 1, "", SDP), true, false, null);
        for (int status : new int[] {100, 180, 200}) {
            SIPResponse answer = invite.createResponse(status);
            written.consume(answer.encodeAsBytes("udp"));
        }
        written.consume(jain.parseSIPMessage(request("ACK", 1, ";tag=x", ""), true, false, null));
        SIPRequest bye = (SIPRequest) jain.parseSIPMessage(request("BYE", 2, ";tag=x", ""), true, false, null);
        written.consume(bye.createResponse(200).encodeAsBytes("udp"));
    }

    /** What writing the caller's requests costs in both. */
    @Benchmark
    public void callerAlone(Blackhole written) {
        number++;
        written.consume(request("INVITE", 1, "", SDP));
        written.consume(request("ACK", 1, ";tag=x", ""));
        written.consume(request("BYE", 2, ";tag=x", ""));
    }
}

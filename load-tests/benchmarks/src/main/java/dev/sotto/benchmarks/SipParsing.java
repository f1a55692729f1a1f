package dev.sotto.benchmarks;

import dev.sotto.gateway.sip.message.Parsed;
import dev.sotto.gateway.sip.message.SipMessage;
import dev.sotto.gateway.sip.message.SipParser;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.text.ParseException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Bytes to a message, ours beside JAIN-SIP's; {@code -prof gc} shows what each allocates. Ours checks a header's grammar
 * when it parses and makes strings when somebody asks, so {@code sottoRead} also asks for what a call needs.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SipParsing {

    /** Which message. */
    @Param({"invite", "ok"})
    public String message = "";

    private byte[] bytes = {};
    private final StringMsgParser jain = new StringMsgParser();

    /** Makes the message once. */
    @Setup
    public void prepare() {
        bytes = message.equals("invite") ? SipMessages.invite() : SipMessages.ok();
    }

    /** Our parser. */
    @Benchmark
    public SipMessage sotto() {
        return understood();
    }

    /** Our parser, and every text that opening a dialog asks for. */
    @Benchmark
    public void sottoRead(Blackhole read) {
        SipMessage parsed = understood();
        read.consume(parsed.via().branch());
        read.consume(parsed.via().host());
        read.consume(parsed.from().tag());
        read.consume(parsed.from().uri().user());
        read.consume(parsed.to().tag());
        read.consume(parsed.to().uri().user());
        read.consume(parsed.callId());
        read.consume(parsed.headers().first("Contact"));
        read.consume(parsed.headers().first("Session-Expires"));
        read.consume(parsed.headers().tokens("Supported"));
        read.consume(parsed.body());
    }

    /** The reference implementation of JAIN-SIP. */
    @Benchmark
    public SIPMessage jainSip() throws ParseException {
        return jain.parseSIPMessage(bytes, true, false, null);
    }

    private SipMessage understood() {
        return switch (SipParser.parse(bytes)) {
            case Parsed.Understood(SipMessage parsed) -> parsed;
            case Parsed.Malformed malformed -> throw new IllegalStateException(malformed.why());
            case Parsed.KeepAlive _ -> throw new IllegalStateException("a keep-alive");
        };
    }
}

package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.message.CSeq;
import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.Parsed;
import dev.sotto.gateway.sip.message.SipEncoder;
import dev.sotto.gateway.sip.message.SipParser;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.Status;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The parser and what it must survive. */
class SipParserTest {

    private static final String INVITE = """
            INVITE sip:+33123;phone-context=fr@example.com:5070;transport=udp SIP/2.0
            v: SIP/2.0/UDP host.example.com:5062;branch=z9hG4bKabc;rport,
             SIP/2.0/UDP [2001:db8::1];branch=x
            f: "A \\"quoted\\" name" <sip:a@example.com>;tag=1
            t: sip:b@example.com
            i: abc@host
            CSeq: 7 INVITE
            m: <sip:a@192.0.2.1;x=y>
            Max-Forwards: 70
            c: application/sdp
            l: 5

            v=0
            """.replace("\n", "\r\n");

    private static Parsed parse(String text) {
        return SipParser.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static SipRequest request(String text) {
        assertThat(parse(text)).isInstanceOf(Parsed.Understood.class);
        return (SipRequest) ((Parsed.Understood) parse(text)).message();
    }

    private static String refusalOf(String text) {
        assertThat(parse(text)).isInstanceOf(Parsed.Malformed.class);
        return ((Parsed.Malformed) parse(text)).why();
    }

    @Test
    void compactFoldedAndQuotedHeadersAreUnderstood() {
        SipRequest invite = request(INVITE);
        assertThat(invite.uri().user()).isEqualTo("+33123;phone-context=fr");
        assertThat(invite.uri().port()).isEqualTo(5070);
        assertThat(invite.via().branch()).isEqualTo("z9hG4bKabc");
        assertThat(invite.from().display()).isEqualTo("\"A \\\"quoted\\\" name\"");
        assertThat(invite.from().tag()).isEqualTo("1");
        assertThat(invite.cseq()).isEqualTo(new CSeq(7, "INVITE"));
        assertThat(invite.body()).isEqualTo("v=0\r\n");
    }

    @Test
    void whatIsEncodedIsUnderstoodAsTheSame() {
        SipRequest invite = request(INVITE);
        SipRequest again = request(new String(SipEncoder.encode(invite), StandardCharsets.UTF_8));
        assertThat(again.uri()).isEqualTo(invite.uri());
        assertThat(again.via()).isEqualTo(invite.via());
        assertThat(again.from()).isEqualTo(invite.from());
        assertThat(again.headers().first("Via")).contains("2001:db8::1");
        assertThat(again.body()).isEqualTo(invite.body());
    }

    @Test
    void blankLinesKeepTheLineOpenAndNothingElse() {
        assertThat(parse("\r\n\r\n")).isEqualTo(new Parsed.KeepAlive());
        assertThat(parse("")).isEqualTo(new Parsed.KeepAlive());
    }

    @Test
    void everyRefusalSaysWhy() {
        assertThat(refusalOf(INVITE.replace("l: 5", "l: 50"))).contains("shorter than its Content-Length");
        assertThat(refusalOf(INVITE.replace("l: 5", "l: -5"))).contains("Content-Length");
        assertThat(refusalOf(INVITE.replace("CSeq: 7", "CSeq: 4294967296"))).contains("CSeq");
        assertThat(refusalOf(INVITE.replace("i: abc@host\r\n", ""))).isEqualTo("Call-ID is missing");
        assertThat(refusalOf(INVITE.replace("Max-Forwards: 70", "Max-Forwards: 256")))
                .contains("Max-Forwards");
        assertThat(refusalOf(INVITE.replace("[2001:db8::1]", "[2001:db8::1"))).contains("IPv6");
        assertThat(refusalOf("x".repeat(1000))).isNotBlank();
        assertThat(refusalOf(INVITE.replace("c: application", "X: y\r\n".repeat(300) + "c: application")))
                .contains("256 header lines");
    }

    @Test
    void anotherVersionIsRefusedAsSuch() {
        assertThat(parse(INVITE.replace("udp SIP/2.0", "udp SIP/3.0")))
                .isInstanceOfSatisfying(
                        Parsed.Malformed.class,
                        malformed -> assertThat(malformed.answer()).isEqualTo(Status.VERSION_NOT_SUPPORTED));
    }

    @Test
    void malformedResponsesAndAcksAreNeverAnswered() {
        assertThat(parse("SIP/2.0 999 No\r\n\r\n"))
                .isInstanceOfSatisfying(
                        Parsed.Malformed.class,
                        malformed -> assertThat(malformed.echo()).isEqualTo(Headers.NONE));
        assertThat(parse(INVITE.replace("INVITE", "ACK").replace("l: 5", "l: x")))
                .isInstanceOfSatisfying(
                        Parsed.Malformed.class,
                        malformed -> assertThat(malformed.echo()).isEqualTo(Headers.NONE));
    }
}

package dev.sotto.gateway.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The cases of RFC 5118: where IPv6 addresses stand in SIP messages, and where readers stumble over them. */
class IpVersion6TortureTest {

    private static final String REGISTER = """
            REGISTER sip:[2001:db8::10] SIP/2.0
            To: sip:user@example.com
            From: sip:user@example.com;tag=81x2
            Via: SIP/2.0/UDP [2001:db8::9:1];branch=z9hG4bKas3-111
            Call-ID: SSG9559905523997077@hlau_4100
            Max-Forwards: 70
            Contact: "Caller" <sip:caller@[2001:db8::1]>
            CSeq: 98176 REGISTER
            Content-Length: 0

            """;

    private static Parsed parse(String text) {
        return SipParser.parse(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static SipRequest understood(String text) {
        assertThat(parse(text)).isInstanceOf(Parsed.Understood.class);
        return (SipRequest) ((Parsed.Understood) parse(text)).message();
    }

    @Test
    void anAddressInBracketsIsAHost() {
        SipRequest register = understood(REGISTER);
        assertThat(register.uri().host()).isEqualTo("2001:db8::10");
        assertThat(register.uri().port()).isEqualTo(-1);
        assertThat(register.via().host()).isEqualTo("2001:db8::9:1");
    }

    @Test
    void anAddressWithoutBracketsIsNone() {
        assertThat(parse(REGISTER.replace("sip:[2001:db8::10]", "sip:2001:db8::10")))
                .isInstanceOfSatisfying(
                        Parsed.Malformed.class,
                        malformed -> assertThat(malformed.answer()).isEqualTo(Status.BAD_REQUEST));
    }

    @Test
    void whatLooksLikeAPortInsideTheBracketsBelongsToTheAddress() {
        SipUri uri = understood(REGISTER.replace("[2001:db8::10]", "[2001:db8::10:5070]"))
                .uri();
        assertThat(uri.host()).isEqualTo("2001:db8::10:5070");
        assertThat(uri.port()).isEqualTo(-1);
    }

    @Test
    void aPortBehindTheBracketsIsOne() {
        SipUri uri = understood(REGISTER.replace("[2001:db8::10]", "[2001:db8::10]:5070"))
                .uri();
        assertThat(uri.host()).isEqualTo("2001:db8::10");
        assertThat(uri.port()).isEqualTo(5070);
    }

    @Test
    void theReceivedParameterIsReadWithBracketsAndWithout() {
        assertThat(understood(REGISTER.replace(";branch", ";received=[2001:db8::9:255];branch"))
                        .via()
                        .parameters()
                        .get("received"))
                .isEqualTo("[2001:db8::9:255]");
        assertThat(understood(REGISTER.replace(";branch", ";received=2001:db8::9:255;branch"))
                        .via()
                        .parameters()
                        .get("received"))
                .isEqualTo("2001:db8::9:255");
    }

    @Test
    void bothVersionsMayStandInOneMessage() {
        String more = """
                Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKjhja8781hjuaij65144
                Via: SIP/2.0/TCP [2001:db8::9:255];branch=z9hG4bK451jj;received=192.0.2.200
                Call-ID""";
        SipRequest bye = understood(REGISTER.replace("REGISTER", "BYE")
                .replace("[2001:db8::9:1]", "[2001:db8::9:1]:6050")
                .replace("Call-ID", more));
        assertThat(bye.via().port()).isEqualTo(6050);
        assertThat(bye.headers().all("Via")).hasSize(3);
        String answer = new String(SipEncoder.encode(bye), StandardCharsets.UTF_8);
        assertThat(answer)
                .contains("Via: SIP/2.0/UDP [2001:db8::9:1]:6050;branch")
                .contains("received=192.0.2.200");
    }

    @Test
    void anAddressOfTheOldVersionInTheNewOnesClothesIsRead() {
        SipRequest mapped = understood(REGISTER.replace("[2001:db8::9:1]", "[::ffff:192.0.2.10]:19823")
                .replace("caller@[2001:db8::1]", "t.watson@[::ffff:192.0.2.10]"));
        assertThat(mapped.via().host()).isEqualTo("::ffff:192.0.2.10");
        assertThat(mapped.via().port()).isEqualTo(19_823);
    }

    @Test
    void theThirdColonThatTheGrammarOfRfc3261AllowsIsForgiven() {
        String text = REGISTER.replace("REGISTER", "OPTIONS")
                .replace("sip:[2001:db8::10]", "sip:user@[2001:db8:::192.0.2.1]");
        assertThat(understood(text).uri().host()).isEqualTo("2001:db8:::192.0.2.1");
    }

    @Test
    void bracketsAroundSomethingElseAreRefused() {
        for (String wrong :
                new String[] {"[]", "[2001:db8::10", "[host]", "[2001:db8::10]]", "[2001:db8::10]x", "2001]"}) {
            assertThat(parse(REGISTER.replace("[2001:db8::10]", wrong)))
                    .as(wrong)
                    .isInstanceOf(Parsed.Malformed.class);
        }
    }

    @Test
    void theSourceIsWrittenDownOnlyWhenItIsAnother() throws Exception {
        Via via = Via.parse("SIP/2.0/UDP [2001:db8::9:1];branch=z9hG4bK1");
        assertThat(via.seenFrom(source("2001:db8:0:0::9:1"))).isEqualTo(via);
        assertThat(via.seenFrom(source("2001:db8::9:2")).parameters().get("received"))
                .isEqualTo("2001:db8:0:0:0:0:9:2");
    }

    private static InetSocketAddress source(String address) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), 5060);
    }
}

package dev.sotto.gateway.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.rtp.RtpAgreement;
import dev.sotto.gateway.rtp.codec.Codec;
import dev.sotto.gateway.rtp.srtp.CryptoSuite;
import dev.sotto.gateway.rtp.srtp.SrtpKeys;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Offers and what we make of them. */
class NegotiationTest {

    private static final InetAddress CALLER = InetAddress.ofLiteral("192.0.2.7");
    private static final String HEAD = "v=0\r\no=- 1 1 IN IP4 192.0.2.7\r\ns=-\r\nc=IN IP4 192.0.2.7\r\nt=0 0\r\n";

    private static final List<Codec> ALL = List.of(Codec.OPUS, Codec.G722, Codec.PCMU, Codec.PCMA);
    private static final String THEIR_KEY = "WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz";

    private final Negotiation negotiation = with(Terms.Secrecy.ACCEPTED);

    private static Negotiation with(Terms.Secrecy secrecy) {
        return new Negotiation(new Terms(OurHost.only("198.51.100.1"), ALL, secrecy), CALLER, 20_000, 99);
    }

    private Negotiation.Outcome.Agreed agreed(String media) {
        Negotiation.Outcome outcome = negotiation.answer(HEAD + media, CALLER);
        assertThat(outcome).isInstanceOf(Negotiation.Outcome.Agreed.class);
        return (Negotiation.Outcome.Agreed) outcome;
    }

    @Test
    void theFirstLawTheCallerPrefersIsTaken() {
        var agreed = agreed("m=audio 4000 RTP/AVP 18 8 0 96\r\na=rtpmap:96 telephone-event/8000\r\n");
        assertThat(agreed.agreement().codec()).isEqualTo(Codec.PCMA);
        assertThat(agreed.agreement().types().keyTones()).isEqualTo(96);
        assertThat(agreed.agreement().reach().rtp()).isEqualTo(new InetSocketAddress(CALLER, 4000));
        assertThat(agreed.ours())
                .contains("m=audio 20000 RTP/AVP 8 96", "a=rtpmap:8 PCMA/8000", "a=ptime:20", "c=IN IP4 198.51.100.1");
    }

    @ParameterizedTest
    @CsvSource({
        "sendrecv, sendrecv, false",
        "sendonly, recvonly, true",
        "recvonly, sendonly, false",
        "inactive, inactive, true"
    })
    void aDirectionIsAnsweredWithItsMirror(String offered, String answered, boolean held) {
        var agreed = agreed("m=audio 4000 RTP/AVP 0\r\na=" + offered + "\r\n");
        assertThat(agreed.ours()).contains("a=" + answered + "\r\n");
        assertThat(agreed.held()).isEqualTo(held);
    }

    @Test
    void theOldWayOfHoldingIsUnderstoodToo() {
        var agreed = agreed("m=audio 4000 RTP/AVP 0\r\nc=IN IP4 0.0.0.0\r\n");
        assertThat(agreed.held()).isTrue();
        assertThat(agreed.ours()).contains("a=recvonly");
    }

    @Test
    void streamsWeDoNotTakeAreDeclinedInTheirPlace() {
        var agreed = agreed("m=video 5000 RTP/AVP 31\r\nm=audio 4000 RTP/AVP 0\r\nm=audio 4002 RTP/SAVP 0\r\n");
        assertThat(agreed.ours().lines().filter(line -> line.startsWith("m=")))
                .containsExactly("m=video 0 RTP/AVP 31", "m=audio 20000 RTP/AVP 0", "m=audio 0 RTP/SAVP 0");
    }

    @ParameterizedTest
    @CsvSource({"m=audio 4000 RTP/AVP 18", "m=audio 4000 RTP/SAVP 0", "m=audio 0 RTP/AVP 0", "m=video 4000 RTP/AVP 0"})
    void withoutACommonCodecNothingIsAgreed(String media) {
        assertThat(negotiation.answer(HEAD + media + "\r\n", CALLER)).isInstanceOf(Negotiation.Outcome.NotAgreed.class);
    }

    @Test
    void eachDescriptionOfOursHasANewVersion() {
        assertThat(negotiation.offer()).contains("o=sotto 99 1 ");
        assertThat(agreed("m=audio 4000 RTP/AVP 0\r\n").ours()).contains("o=sotto 99 2 ");
        assertThat(agreed("m=audio 4000 RTP/AVP 0\r\n").ours())
                .as("a refreshed session says nothing new")
                .contains("o=sotto 99 2 ");
        assertThat(agreed("m=audio 4000 RTP/AVP 0\r\na=sendonly\r\n").ours()).contains("o=sotto 99 3 ");
    }

    @ParameterizedTest
    @CsvSource({
        "9, '', G722, 9",
        "9 0, '', G722, 9",
        "97, a=rtpmap:97 PCMU/8000, PCMU, 97",
        "120 0, a=rtpmap:120 opus/48000/2, OPUS, 120",
        "0, a=rtpmap:0 PCMA/8000, PCMA, 0",
        "96 8, a=rtpmap:96 opus/48000, PCMA, 8",
        "18 99, a=rtpmap:99 pcma/8000/1, PCMA, 99"
    })
    void aPayloadTypeMeansWhatItsMapSays(String formats, String map, Codec codec, int type) {
        var agreed = agreed("m=audio 4000 RTP/AVP " + formats + "\r\n" + map + "\r\n");
        assertThat(agreed.agreement().codec()).isEqualTo(codec);
        assertThat(agreed.agreement().types().sent()).isEqualTo(type);
        assertThat(agreed.agreement().types().received()).isEqualTo(type);
        assertThat(agreed.ours())
                .contains("m=audio 20000 RTP/AVP " + type + "\r\n", "a=rtpmap:" + type + " " + codec.rtpmap());
    }

    @Test
    void keyTonesAreTakenAtTheClockOfTheCodec() {
        var agreed = agreed("""
                m=audio 4000 RTP/AVP 111 0 101 110 13
                a=rtpmap:111 opus/48000/2
                a=rtpmap:101 telephone-event/8000
                a=rtpmap:110 telephone-event/48000
                """);
        assertThat(agreed.agreement().types()).isEqualTo(new RtpAgreement.PayloadTypes(111, 111, 110, -1));
        assertThat(agreed.ours()).contains("m=audio 20000 RTP/AVP 111 110\r\n", "a=fmtp:110 0-15");
    }

    @Test
    void comfortNoiseIsTakenWhenOffered() {
        var agreed = agreed("m=audio 4000 RTP/AVP 0 13\r\n");
        assertThat(agreed.agreement().types().comfortNoise()).isEqualTo(13);
        assertThat(agreed.ours()).contains("m=audio 20000 RTP/AVP 0 13\r\n", "a=rtpmap:13 CN/8000");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 20",
        "a=ptime:10, 10",
        "a=ptime:30, 30",
        "a=ptime:60, 60",
        "a=ptime:200, 60",
        "a=ptime:5, 10",
        "a=maxptime:10, 10",
        "a=ptime:40%a=maxptime:30, 30",
        "a=ptime:x, 20",
        "a=ptime:25, 20"
    })
    void packetsAreAsLongAsTheCallerWantsThem(String attributes, int millis) {
        var agreed = agreed("m=audio 4000 RTP/AVP 0\r\n" + attributes.replace("%", "\r\n") + "\r\n");
        assertThat(agreed.agreement().packetMillis()).isEqualTo(millis);
        assertThat(agreed.ours()).contains("a=ptime:" + millis + "\r\n");
    }

    @Test
    void reportsGoWhereTheCallerWantsThem() {
        var beside = agreed("m=audio 4000 RTP/AVP 0\r\n").agreement().reach();
        assertThat(beside.muxed()).isFalse();
        assertThat(beside.rtcp()).isNull();
        var elsewhere = agreed("m=audio 4000 RTP/AVP 0\r\na=rtcp:53020 IN IP4 192.0.2.9\r\n");
        assertThat(elsewhere.agreement().reach().rtcp()).isEqualTo(new InetSocketAddress("192.0.2.9", 53_020));
        var muxed = agreed("m=audio 4000 RTP/AVP 0\r\na=rtcp-mux\r\n");
        assertThat(muxed.agreement().reach().muxed()).isTrue();
        assertThat(muxed.ours()).contains("a=rtcp-mux");
    }

    @Test
    void anAnswerWithNumbersOfItsOwnIsSentThemAndHeardUnderOurs() {
        negotiation.offer();
        var outcome = negotiation.accept(HEAD + "m=audio 4000 RTP/AVP 98\r\na=rtpmap:98 opus/48000/2\r\n", CALLER);
        var agreed = (Negotiation.Outcome.Agreed) outcome;
        assertThat(agreed.agreement().types().sent()).isEqualTo(98);
        assertThat(agreed.agreement().types().received()).isEqualTo(Codec.OPUS.payloadType());
    }

    @Test
    void anIpv6CallerIsAnsweredOverIpv6AndRefusedWhereWeHaveNone() {
        String offer = """
                v=0
                o=- 1 1 IN IP6 2001:db8::7
                s=-
                c=IN IP6 2001:db8::7
                t=0 0
                m=audio 4000 RTP/AVP 0
                """;
        Terms six = new Terms(OurHost.only("2001:db8::1"), ALL, Terms.Secrecy.ACCEPTED);
        var agreed = (Negotiation.Outcome.Agreed) new Negotiation(six, CALLER, 20_000, 1).answer(offer, CALLER);
        assertThat(agreed.ours()).contains("c=IN IP6 2001:db8::1");
        assertThat(agreed.agreement().reach().rtp()).isEqualTo(new InetSocketAddress("2001:db8::7", 4000));
        assertThat(negotiation.answer(offer, CALLER)).isInstanceOf(Negotiation.Outcome.NotAgreed.class);
    }

    @Test
    void aKeyIsAnsweredWithOneOfOursUnderTheSameTag() {
        var agreed = agreed("m=audio 4000 RTP/SAVP 0\r\n"
                + "a=crypto:1 AES_256_CM_HMAC_SHA1_80 inline:AAAA\r\n"
                + "a=crypto:2 AES_CM_128_HMAC_SHA1_32 inline:" + THEIR_KEY + "|2^20\r\n");
        SrtpKeys keys = Objects.requireNonNull(agreed.agreement().keys());
        assertThat(keys.suite()).isEqualTo(CryptoSuite.AES_CM_128_HMAC_SHA1_32);
        assertThat(keys.theirs().base64()).isEqualTo(THEIR_KEY);
        assertThat(agreed.ours())
                .contains(
                        "RTP/SAVP 0",
                        "a=crypto:2 AES_CM_128_HMAC_SHA1_32 inline:"
                                + keys.ours().base64());
        assertThat(agreed.agreement().toString()).doesNotContain(THEIR_KEY);
    }

    @ParameterizedTest
    @CsvSource({
        "AES_CM_128_HMAC_SHA1_80 inline:KEY|2^20|1:4", "AES_CM_128_HMAC_SHA1_80 inline:KEY;inline:KEY",
        "AES_CM_128_HMAC_SHA1_80 inline:c2hvcnQ=", "AES_CM_128_HMAC_SHA1_80 inline:KEY UNENCRYPTED_SRTP",
        "F8_128_HMAC_SHA1_80 inline:KEY", "AES_CM_128_HMAC_SHA1_80"
    })
    void aKeyThatAsksForWhatWeDoNotDoIsNotTaken(String crypto) {
        String media = "m=audio 4000 RTP/SAVP 0\r\na=crypto:1 " + crypto.replace("KEY", THEIR_KEY) + "\r\n";
        assertThat(negotiation.answer(HEAD + media, CALLER)).isInstanceOf(Negotiation.Outcome.NotAgreed.class);
    }

    @Test
    void secrecyIsRefusedAcceptedOrRequiredAsConfigured() {
        String plain = HEAD + "m=audio 4000 RTP/AVP 0\r\n";
        String secret =
                HEAD + "m=audio 4000 RTP/SAVP 0\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + THEIR_KEY + "\r\n";
        assertThat(with(Terms.Secrecy.REFUSED).answer(secret, CALLER))
                .isInstanceOf(Negotiation.Outcome.NotAgreed.class);
        assertThat(with(Terms.Secrecy.REQUIRED).answer(plain, CALLER))
                .isInstanceOf(Negotiation.Outcome.NotAgreed.class);
        assertThat(with(Terms.Secrecy.REQUIRED).answer(secret, CALLER)).isInstanceOf(Negotiation.Outcome.Agreed.class);
        assertThat(with(Terms.Secrecy.REQUIRED).offer()).contains("RTP/SAVP", "a=crypto:1 AES_CM_128_HMAC_SHA1_80");
        assertThat(with(Terms.Secrecy.ACCEPTED).offer()).contains("RTP/AVP").doesNotContain("a=crypto");
    }

    @Test
    void aStreamWeDeclineIsNamedAsItWas() {
        var agreed = agreed("m=image 5000 udptl t38\r\nm=audio 4000 RTP/AVP 0\r\nm=audio 4002 RTP/AVP 8\r\n");
        assertThat(agreed.ours().lines().filter(line -> line.startsWith("m=")))
                .containsExactly("m=image 0 udptl t38", "m=audio 20000 RTP/AVP 0", "m=audio 0 RTP/AVP 8");
    }

    @Test
    void noNoiseEscapesAsAnException() {
        Random random = new Random(3264);
        byte[] original = (HEAD + "m=audio 4000 RTP/AVP 0 101\r\na=rtpmap:101 telephone-event/8000\r\na=sendrecv\r\n")
                .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 50_000; i++) {
            byte[] mutated = original.clone();
            for (int j = random.nextInt(6); j >= 0; j--) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(128);
            }
            String offer = new String(mutated, StandardCharsets.UTF_8);
            assertThat(negotiation.answer(offer, CALLER))
                    .as("seed 3264: %s", offer)
                    .isNotNull();
        }
    }
}

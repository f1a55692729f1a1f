package dev.sotto.gateway.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.rtp.Codec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Offers and what we make of them. */
class NegotiationTest {

    private static final InetAddress CALLER = InetAddress.ofLiteral("192.0.2.7");
    private static final String HEAD = "v=0\r\no=- 1 1 IN IP4 192.0.2.7\r\ns=-\r\nc=IN IP4 192.0.2.7\r\nt=0 0\r\n";

    private final Negotiation negotiation = new Negotiation("198.51.100.1", 20_000, 99);

    private Negotiation.Outcome.Agreed agreed(String media) {
        Negotiation.Outcome outcome = negotiation.answer(HEAD + media, CALLER);
        assertThat(outcome).isInstanceOf(Negotiation.Outcome.Agreed.class);
        return (Negotiation.Outcome.Agreed) outcome;
    }

    @Test
    void theFirstLawTheCallerPrefersIsTaken() {
        var agreed = agreed("m=audio 4000 RTP/AVP 9 8 0 96\r\na=rtpmap:96 telephone-event/8000\r\n");
        assertThat(agreed.agreement().codec()).isEqualTo(Codec.PCMA);
        assertThat(agreed.agreement().keyTones()).isEqualTo(96);
        assertThat(agreed.agreement().signalled()).isEqualTo(new InetSocketAddress(CALLER, 4000));
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

package dev.sotto.gateway.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where one message ends and the next begins, however the network cuts the stream. */
class StreamFramingTest {

    private static final String FIRST = "INVITE sip:a@b SIP/2.0\r\nContent-Length: 5\r\n\r\nv=0\r\n";
    private static final String SECOND = "ACK sip:a@b SIP/2.0\r\nl: 0\r\n\r\n";

    private final EmbeddedChannel channel = new EmbeddedChannel(new StreamFraming());

    private void write(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
    }

    private List<String> read() {
        List<String> messages = new ArrayList<>();
        for (Object one = channel.readInbound(); one != null; one = channel.readInbound()) {
            messages.add(one instanceof byte[] bytes ? new String(bytes, StandardCharsets.ISO_8859_1) : one.toString());
        }
        return messages;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void howeverAStreamIsCutTheMessagesAreTheSame(long seed) {
        Random random = new Random(seed);
        String stream = (FIRST + "\r\n" + SECOND).repeat(20);
        for (int at = 0; at < stream.length(); ) {
            int end = Math.min(stream.length(), at + 1 + random.nextInt(30));
            write(stream.substring(at, end));
            at = end;
        }
        List<String> read = read();
        assertThat(read).hasSize(40);
        assertThat(read.stream().distinct()).containsExactly(FIRST, SECOND);
    }

    @Test
    void twoBlankLinesAreAnsweredWithOne() {
        write("\r\n\r\n");
        ByteBuf pong = channel.readOutbound();
        assertThat(pong.toString(StandardCharsets.ISO_8859_1)).isEqualTo("\r\n");
        pong.release();
        write(SECOND);
        assertThat(read()).containsExactly(SECOND);
    }

    @Test
    void aHeadWhoseLengthCannotBeTrustedIsTheLastThingRead() {
        for (String length :
                List.of("", "Content-Length: x\r\n", "Content-Length: 1\r\nl: 2\r\n", "l: 99999999\r\n", "l: -1\r\n")) {
            EmbeddedChannel fresh = new EmbeddedChannel(new StreamFraming());
            String head = "INVITE sip:a@b SIP/2.0\r\n" + length + "\r\n";
            fresh.writeInbound(Unpooled.copiedBuffer(head + FIRST, StandardCharsets.ISO_8859_1));
            assertThat(new String((byte[]) fresh.readInbound(), StandardCharsets.ISO_8859_1))
                    .isEqualTo(head);
            assertThat(fresh.<Object>readInbound()).isEqualTo(new StreamFraming.Broken("unframed"));
            assertThat(fresh.<Object>readInbound()).isNull();
        }
    }

    @Test
    void aHeadWithoutEndIsNotCollectedForEver() {
        write("INVITE sip:a@b SIP/2.0\r\n");
        for (int i = 0; i < 40; i++) {
            write("X: " + "y".repeat(1000) + "\r\n");
        }
        assertThat(read()).containsExactly("Broken[reason=oversized]");
    }

    @Test
    void aProxyHeaderOfSomebodyWeDoNotBelieveIsNoMessage() {
        write("PROXY TCP4 127.0.0.1 127.0.0.1 1 2\r\n" + FIRST);
        assertThat(read()).containsExactly("Broken[reason=proxy-spoofed]");
        EmbeddedChannel second = new EmbeddedChannel(new StreamFraming());
        second.writeInbound(Unpooled.copiedBuffer("\r\n\r\n\0\r\nQUIT\n!abc" + FIRST, StandardCharsets.ISO_8859_1));
        assertThat(second.<Object>readInbound()).isEqualTo(new StreamFraming.Broken("proxy-spoofed"));
    }
}

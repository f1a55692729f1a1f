package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.Protocol;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mutations of everything a caller sends, thrown at the whole user agent in the middle of a call: none may throw. */
class HostileInputTest extends ScriptedCaller {

    private static final int ROUNDS = 5_000;
    private static final byte[] SEPARATORS = "\"<>;:,=@%[]? \r\n\t\\0123456789".getBytes(StandardCharsets.US_ASCII);

    private static byte[] mutate(byte[] original, byte[] other, Random random) {
        byte[] mutated = original.clone();
        for (int i = random.nextInt(6); i >= 0 && mutated.length > 0; i--) {
            int at = random.nextInt(mutated.length);
            switch (random.nextInt(5)) {
                case 0 -> mutated[at] = (byte) random.nextInt(256);
                case 1 -> mutated[at] = SEPARATORS[random.nextInt(SEPARATORS.length)];
                case 2 -> mutated = Arrays.copyOf(mutated, at);
                case 3 -> mutated = spliced(mutated, at, other, random);
                default -> mutated = spliced(mutated, at, mutated, random);
            }
        }
        return mutated;
    }

    /** A piece of another message, lines and all, put into this one. */
    private static byte[] spliced(byte[] text, int at, byte[] other, Random random) {
        int from = random.nextInt(other.length);
        int length = random.nextInt(Math.min(200, other.length - from) + 1);
        byte[] longer = new byte[text.length + length];
        System.arraycopy(text, 0, longer, 0, at);
        System.arraycopy(other, from, longer, at, length);
        System.arraycopy(text, at, longer, at + length, text.length - at);
        return longer;
    }

    private List<byte[]> conversation() {
        String tag = toTag();
        return List.of(
                        INVITE,
                        request(
                                "INVITE",
                                3,
                                "z9hG4bKi3",
                                tag,
                                "Session-Expires: 90;refresher=uac\r\nSupported: timer\r\n",
                                "v=0"),
                        request("ACK", 1, "z9hG4bKa1", tag, "", ""),
                        request("INFO", 4, "z9hG4bKk1", tag, "", "Signal=5\r\nDuration=160\r\n")
                                .replace("application/sdp", "application/dtmf-relay"),
                        request("PRACK", 5, "z9hG4bKp1", tag, "RAck: 1 1 INVITE\r\nRequire: 100rel\r\n", ""),
                        request("UPDATE", 6, "z9hG4bKu1", tag, "Min-SE: 90\r\nSession-Expires: 1800\r\n", "v=0"),
                        request(
                                "OPTIONS",
                                7,
                                "z9hG4bKo1",
                                "",
                                "Route: <sip:192.0.2.1;lr>\r\nRecord-Route: <sip:192.0.2.1>\r\n",
                                ""),
                        request("CANCEL", 1, "z9hG4bKi1", "", "", ""),
                        "SIP/2.0 200 OK\r\n" + INVITE.substring(INVITE.indexOf("Via")))
                .stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 3261, 20_261_121})
    void nothingACallerSendsEscapesAsAnException(long seed) {
        talking();
        List<byte[]> conversation = conversation();
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] other = conversation.get(random.nextInt(conversation.size()));
            byte[] mutated = mutate(conversation.get(random.nextInt(conversation.size())), other, random);
            Protocol protocol = random.nextBoolean() ? Protocol.UDP : Protocol.TCP;
            try {
                agent.received(
                        mutated, new Hop(protocol, new InetSocketAddress("192.0.2." + random.nextInt(256), 5060)));
                sent.clear();
                sentTo.clear();
                if (round % 100 == 0) {
                    timers.pass(Duration.ofSeconds(random.nextInt(40)));
                }
            } catch (RuntimeException escaped) {
                String text = new String(mutated, StandardCharsets.UTF_8);
                throw new AssertionError("seed " + seed + " round " + round + ": " + text, escaped);
            }
        }
    }
}

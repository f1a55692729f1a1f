package dev.sotto.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Small harm to good input: bytes changed, cut off, doubled, and pieces of other input put in. One seed, one sequence. */
public final class Mutations {

    private static final byte[] SEPARATORS =
            "\"<>;:,=@%[]{}()?/ \r\n\t\\-+.0123456789".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EXTREMES = {0, 1, 0x7F, (byte) 0x80, (byte) 0xFF, (byte) 0xC3, 0x20};
    private static final int MOST_AT_ONCE = 6;
    private static final int LONGEST_PIECE = 200;
    private static final int LONGEST = 4096;

    private final Random random;
    private final List<byte[]> examples;

    public Mutations(long seed, List<byte[]> examples) {
        this.random = new Random(seed);
        this.examples = examples;
    }

    public byte[] next() {
        byte[] mutated = one().clone();
        for (int i = random.nextInt(MOST_AT_ONCE); i >= 0 && mutated.length > 0; i--) {
            mutated = harmed(mutated);
        }
        return mutated;
    }

    private byte[] one() {
        return examples.get(random.nextInt(examples.size()));
    }

    private byte[] harmed(byte[] input) {
        int at = random.nextInt(input.length);
        switch (random.nextInt(8)) {
            case 0 -> input[at] = (byte) random.nextInt(256);
            case 1 -> input[at] = SEPARATORS[random.nextInt(SEPARATORS.length)];
            case 2 -> input[at] = EXTREMES[random.nextInt(EXTREMES.length)];
            case 3 -> input[at] ^= (byte) (1 << random.nextInt(8));
            case 4 -> {
                return Arrays.copyOf(input, at);
            }
            case 5 -> {
                return without(input, at);
            }
            case 6 -> {
                return with(input, at, input);
            }
            default -> {
                return with(input, at, one());
            }
        }
        return input;
    }

    private byte[] without(byte[] input, int from) {
        int length = Math.min(input.length - from, random.nextInt(LONGEST_PIECE));
        byte[] shorter = Arrays.copyOf(input, input.length - length);
        System.arraycopy(input, from + length, shorter, from, shorter.length - from);
        return shorter;
    }

    private byte[] with(byte[] input, int at, byte[] other) {
        int from = random.nextInt(other.length);
        int length = Math.min(random.nextInt(LONGEST_PIECE), other.length - from);
        if (input.length + length > LONGEST) {
            return input;
        }
        byte[] longer = Arrays.copyOf(input, input.length + length);
        System.arraycopy(input, at, longer, at + length, input.length - at);
        System.arraycopy(other, from, longer, at, length);
        return longer;
    }
}

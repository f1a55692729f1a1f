package dev.sotto.gateway.sip.message;

import java.nio.charset.StandardCharsets;

/** Words that come in every message, kept once: reading one costs a comparison and no memory. */
final class Words {

    private static final int BUCKETS = 256;

    private final String[][] buckets = new String[BUCKETS][0];
    private final boolean ignoreCase;

    Words(boolean ignoreCase, String... words) {
        this.ignoreCase = ignoreCase;
        for (String word : words) {
            add(word, word);
        }
    }

    private Words add(String written, String meant) {
        byte[] bytes = written.getBytes(StandardCharsets.US_ASCII);
        int bucket = bucket(bytes, 0, bytes.length);
        String[] longer = java.util.Arrays.copyOf(buckets[bucket], buckets[bucket].length + 1);
        longer[longer.length - 1] = meant;
        buckets[bucket] = longer;
        return this;
    }

    private static int bucket(byte[] bytes, int from, int to) {
        int first = bytes[from] | 0x20;
        int last = bytes[to - 1] | 0x20;
        return (first * 31 + last * 7 + (to - from)) & (BUCKETS - 1);
    }

    /** The kept word, or a new one; {@code from} is below {@code to}. */
    String word(byte[] bytes, int from, int to) {
        for (String word : buckets[bucket(bytes, from, to)]) {
            if (word.length() == to - from && matches(word, bytes, from)) {
                return word;
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private boolean matches(String word, byte[] bytes, int from) {
        for (int i = 0; i < word.length(); i++) {
            int difference = word.charAt(i) ^ bytes[from + i];
            if (difference != 0 && !(ignoreCase && difference == 0x20 && Character.isLetter(word.charAt(i)))) {
                return false;
            }
        }
        return true;
    }
}

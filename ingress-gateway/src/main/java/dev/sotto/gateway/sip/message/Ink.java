package dev.sotto.gateway.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes being written: text becomes UTF-8, and what was received goes back byte for byte. */
final class Ink {

    private byte[] page = new byte[1024];
    private int length;

    private void make(int room) {
        if (length + room > page.length) {
            page = Arrays.copyOf(page, Math.max(2 * page.length, length + room));
        }
    }

    Ink bytes(byte[] source, int from, int to) {
        make(to - from);
        System.arraycopy(source, from, page, length, to - from);
        length += to - from;
        return this;
    }

    Ink text(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        return bytes(encoded, 0, encoded.length);
    }

    byte[] dry() {
        return Arrays.copyOf(page, length);
    }
}

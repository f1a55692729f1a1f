package dev.sotto.analytics.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Numbers and bytes one after the other, the lowest byte of a number first. */
final class LittleEndian {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Ends of lengths of things begin with the end of nothing. */
    static LittleEndian fromZero() {
        LittleEndian ends = new LittleEndian();
        ends.put(0, Integer.BYTES);
        return ends;
    }

    void put(long value, int width) {
        for (int nth = 0; nth < width; nth++) {
            bytes.write((int) (value >>> (Byte.SIZE * nth)));
        }
    }

    void put(byte[] more) {
        bytes.writeBytes(more);
    }

    int size() {
        return bytes.size();
    }

    void writeTo(OutputStream out) throws IOException {
        bytes.writeTo(out);
    }
}

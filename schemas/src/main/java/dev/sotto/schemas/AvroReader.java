package dev.sotto.schemas;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The way back of {@link AvroWriter}; what is cut off or impossible ends in an {@link IndexOutOfBoundsException}. */
public final class AvroReader {

    private static final int MOST_BITS = 63;

    private final byte[] bytes;
    private int at;

    AvroReader(byte[] bytes, int start) {
        this.bytes = bytes;
        this.at = start;
    }

    public boolean bool() {
        return bytes[at++] == 1;
    }

    public long number() {
        long value = 0;
        for (int shift = 0; shift <= MOST_BITS; shift += 7) {
            byte next = bytes[at++];
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw new IndexOutOfBoundsException("a number of more than 64 bits");
    }

    public int integer() {
        long value = number();
        if (value != (int) value) {
            throw new IndexOutOfBoundsException("a number of more than 32 bits");
        }
        return (int) value;
    }

    public String text() {
        int length = length();
        String value = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return value;
    }

    public ByteBuffer block() {
        int length = length();
        ByteBuffer value = ByteBuffer.wrap(Arrays.copyOfRange(bytes, at, at + length));
        at += length;
        return value;
    }

    private int length() {
        long length = number();
        if (length < 0 || length > bytes.length - at) {
            throw new IndexOutOfBoundsException("a length of " + length);
        }
        return (int) length;
    }
}

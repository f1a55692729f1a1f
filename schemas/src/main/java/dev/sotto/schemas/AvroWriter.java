package dev.sotto.schemas;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Avro's binary encoding (Avro 1.12 specification, "Binary Encoding") of the few types that {@link Shorthand} needs. */
public final class AvroWriter {

    private static final int LONGEST_LONG = 10;

    private byte[] bytes;
    private int length;

    AvroWriter(int expectedBytes) {
        this.bytes = new byte[expectedBytes];
    }

    public AvroWriter raw(byte value) {
        room(1);
        bytes[length++] = value;
        return this;
    }

    /** Four bytes, big-endian: not Avro, but what stands before it. */
    AvroWriter rawInt(int value) {
        return raw((byte) (value >> 24))
                .raw((byte) (value >> 16))
                .raw((byte) (value >> 8))
                .raw((byte) value);
    }

    public AvroWriter bool(boolean value) {
        return raw((byte) (value ? 1 : 0));
    }

    /** An int, a long and the index of an enum are all written like this. */
    public AvroWriter number(long value) {
        room(LONGEST_LONG);
        long left = (value << 1) ^ (value >> 63);
        while ((left & ~0x7FL) != 0) {
            bytes[length++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[length++] = (byte) left;
        return this;
    }

    public AvroWriter text(String value) {
        return block(ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8)));
    }

    public AvroWriter block(ByteBuffer value) {
        int size = value.remaining();
        number(size);
        room(size);
        value.get(value.position(), bytes, length, size);
        length += size;
        return this;
    }

    byte[] written() {
        return Arrays.copyOf(bytes, length);
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * (length + more));
        }
    }
}

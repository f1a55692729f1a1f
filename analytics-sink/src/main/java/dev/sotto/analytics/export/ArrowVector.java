package dev.sotto.analytics.export;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.SQLException;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** One column of a batch while it is filled: which values are there, and their bytes as Arrow lays them out. */
abstract sealed class ArrowVector {

    private final BitSet there = new BitSet();
    private int length;
    private int missing;

    final void add(@Nullable Object value) throws SQLException {
        if (value == null) {
            missing++;
        } else {
            there.set(length);
        }
        put(value);
        length++;
    }

    /** Adds this column's nodes and buffers, its children's after its own. */
    void layOut(ArrowBody body) {
        body.node(length, missing);
        body.bits(there, length);
    }

    final int length() {
        return length;
    }

    /** A value that is missing takes its room too. */
    abstract void put(@Nullable Object value) throws SQLException;

    static final class Truths extends ArrowVector {

        private final BitSet values = new BitSet();

        @Override
        void put(@Nullable Object value) {
            values.set(length(), Boolean.TRUE.equals(value));
        }

        @Override
        void layOut(ArrowBody body) {
            super.layOut(body);
            body.bits(values, length());
        }
    }

    static final class Numbers extends ArrowVector {

        private final int width;
        private final LittleEndian values = new LittleEndian();

        Numbers(int width) {
            this.width = width;
        }

        @Override
        void put(@Nullable Object value) {
            long bits = switch (value) {
                case null -> 0;
                case Double real -> Double.doubleToRawLongBits(real);
                case Number whole -> whole.longValue();
                default -> throw new IllegalStateException("a number was expected, not " + value.getClass());
            };
            values.put(bits, width);
        }

        @Override
        void layOut(ArrowBody body) {
            super.layOut(body);
            body.bytes(values);
        }
    }

    static final class Decimals extends ArrowVector {

        static final int BYTES = 16;

        private final int scale;
        private final LittleEndian values = new LittleEndian();

        Decimals(int scale) {
            this.scale = scale;
        }

        @Override
        void put(@Nullable Object value) {
            BigInteger whole = value == null
                    ? BigInteger.ZERO
                    : ((BigDecimal) value)
                            .setScale(scale, RoundingMode.UNNECESSARY)
                            .unscaledValue();
            values.put(whole.longValue(), Long.BYTES);
            values.put(whole.shiftRight(Long.SIZE).longValue(), Long.BYTES);
        }

        @Override
        void layOut(ArrowBody body) {
            super.layOut(body);
            body.bytes(values);
        }
    }

    /** Text, and bytes of any kind. */
    static final class Texts extends ArrowVector {

        private final LittleEndian ends = LittleEndian.fromZero();
        private final LittleEndian values = new LittleEndian();

        @Override
        void put(@Nullable Object value) throws SQLException {
            switch (value) {
                case null -> {}
                case Blob blob -> values.put(blob.getBytes(1, (int) blob.length()));
                default -> values.put(value.toString().getBytes(StandardCharsets.UTF_8));
            }
            ends.put(values.size(), Integer.BYTES);
        }

        @Override
        void layOut(ArrowBody body) {
            super.layOut(body);
            body.bytes(ends);
            body.bytes(values);
        }
    }

    static final class Lists extends ArrowVector {

        private final LittleEndian ends = LittleEndian.fromZero();
        private final ArrowVector elements;

        Lists(ArrowVector elements) {
            this.elements = elements;
        }

        @Override
        void put(@Nullable Object value) throws SQLException {
            if (value instanceof Array list) {
                for (Object element : (@Nullable Object[]) list.getArray()) {
                    elements.add(element);
                }
            }
            ends.put(elements.length(), Integer.BYTES);
        }

        @Override
        void layOut(ArrowBody body) {
            super.layOut(body);
            body.bytes(ends);
            elements.layOut(body);
        }
    }
}

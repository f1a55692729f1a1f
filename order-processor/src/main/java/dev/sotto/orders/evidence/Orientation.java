package dev.sotto.orders.evidence;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a picture is to be turned when it is shown: of all that a camera notes in Exif (TIFF 6.0, tag 0x0112) the one thing
 * without which the picture would lie on its side.
 *
 * @param value 1, as it lies, to 8
 */
record Orientation(int value) {

    static final Orientation AS_IT_LIES = new Orientation(1);

    private static final int TAG = 0x0112;
    private static final int SHORT = 3;
    private static final int ENTRY = 12;
    private static final int HEADER = 8;

    boolean isAsItLies() {
        return value == AS_IT_LIES.value;
    }

    /** What the first directory of a TIFF structure says; as it lies where that is damaged or says nothing. */
    static Orientation in(byte[] file, int from, int to) {
        if (to - from < HEADER + 2) {
            return AS_IT_LIES;
        }
        ByteBuffer tiff = ByteBuffer.wrap(file, from, to - from).slice();
        if (Picture.says(file, from, "II*\0")) {
            tiff.order(ByteOrder.LITTLE_ENDIAN);
        } else if (!Picture.says(file, from, "MM\0*")) {
            return AS_IT_LIES;
        }
        long directory = Integer.toUnsignedLong(tiff.getInt(4));
        return directory < HEADER || directory + 2 > tiff.limit() ? AS_IT_LIES : listed(tiff, (int) directory);
    }

    private static Orientation listed(ByteBuffer tiff, int directory) {
        int entries = Short.toUnsignedInt(tiff.getShort(directory));
        for (int nth = 0; nth < entries; nth++) {
            int at = directory + 2 + nth * ENTRY;
            if (at + ENTRY > tiff.limit()) {
                return AS_IT_LIES;
            }
            if (Short.toUnsignedInt(tiff.getShort(at)) == TAG && tiff.getShort(at + 2) == SHORT) {
                int value = Short.toUnsignedInt(tiff.getShort(at + 8));
                return value >= 1 && value <= 8 ? new Orientation(value) : AS_IT_LIES;
            }
        }
        return AS_IT_LIES;
    }

    /** A TIFF structure that says this and nothing else. */
    byte[] tiff() {
        return ByteBuffer.allocate(HEADER + 2 + ENTRY + 4)
                .put(new byte[] {'M', 'M', 0, '*'})
                .putInt(HEADER)
                .putShort((short) 1)
                .putShort((short) TAG)
                .putShort((short) SHORT)
                .putInt(1)
                .putShort((short) value)
                .array();
    }
}

package dev.sotto.orders.evidence;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** The chunks of a PNG file (W3C PNG, third edition): those stay that decide about a pixel, and how it is to be turned. */
final class PngFile {

    private static final int SIGNATURE = 8;
    /** Its length, its type and its check. */
    private static final int AROUND = 12;

    private static final String HEADER = "IHDR";
    private static final String SAMPLES = "IDAT";
    private static final String END = "IEND";
    private static final String EXIF = "eXIf";
    /** Colours, transparency, resolution, and the frames of a moving one. */
    private static final Set<String> DRAWING = Set.of(
            HEADER, "PLTE", SAMPLES, END, "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "cICP", "mDCV", "cLLI",
            "bKGD", "pHYs", "acTL", "fcTL", "fdAT");

    private PngFile() {}

    /** The same picture without what was noted beside it; null where the file is damaged. */
    static byte @Nullable [] bare(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file);
        ByteArrayOutputStream drawing = new ByteArrayOutputStream(file.length);
        Orientation orientation = Orientation.AS_IT_LIES;
        boolean sampled = false;
        int at = SIGNATURE;
        while (at + AROUND <= file.length) {
            int length = in.getInt(at);
            if (length < 0 || length > file.length - AROUND - at) {
                return null;
            }
            int behind = at + AROUND + length;
            String type = Picture.text(file, at + 4, 4);
            if (type.equals(EXIF)) {
                orientation = Orientation.in(file, at + 8, behind - 4);
            } else if (DRAWING.contains(type)) {
                if (in.getInt(behind - 4) != check(file, at + 4, length + 4)
                        || type.equals(HEADER) != (at == SIGNATURE)) {
                    return null;
                }
                sampled |= type.equals(SAMPLES);
                drawing.write(file, at, behind - at);
            } else if (Character.isUpperCase(type.charAt(0))) {
                return null; // no reader may draw what is marked as needed and unknown
            }
            if (type.equals(END)) {
                return sampled ? assembled(file, drawing.toByteArray(), orientation) : null;
            }
            at = behind;
        }
        return null;
    }

    private static byte[] assembled(byte[] file, byte[] drawing, Orientation orientation) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(drawing.length + 64);
        int header = ByteBuffer.wrap(drawing).getInt(0) + AROUND;
        whole.write(file, 0, SIGNATURE);
        whole.write(drawing, 0, header);
        if (!orientation.isAsItLies()) {
            whole.writeBytes(chunk(EXIF, orientation.tiff()));
        }
        whole.write(drawing, header, drawing.length - header);
        return whole.toByteArray();
    }

    private static byte[] chunk(String type, byte[] content) {
        ByteBuffer chunk = ByteBuffer.allocate(content.length + AROUND)
                .putInt(content.length)
                .put(Picture.ascii(type))
                .put(content);
        return chunk.putInt(check(chunk.array(), 4, content.length + 4)).array();
    }

    private static int check(byte[] bytes, int from, int length) {
        CRC32 check = new CRC32();
        check.update(bytes, from, length);
        return (int) check.getValue();
    }
}

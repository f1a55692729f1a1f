package dev.sotto.orders.evidence;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The chunks of a WebP file (RFC 9649): those that draw it stay, and how it is to be turned. */
final class WebpFile {

    private static final int FIRST = 12;
    private static final int AROUND = 8;
    private static final String ABOUT = "VP8X";
    private static final String EXIF = "EXIF";
    private static final String FRAME = "ANMF";
    /** Where and how long it is shown, before the chunks of its own. */
    private static final int OF_A_FRAME = 16;

    private static final int ABOUT_BYTES = 10;
    private static final int SAYS_EXIF = 0x08;
    private static final int SAYS_XMP = 0x04;

    private static final Set<String> SAMPLES = Set.of("VP8 ", "VP8L");
    private static final Set<String> DRAWING = Set.of(ABOUT, "ICCP", "ANIM", "ALPH");

    private final byte[] file;
    private final ByteBuffer in;
    private Orientation orientation = Orientation.AS_IT_LIES;
    private boolean sampled;

    private WebpFile(byte[] file) {
        this.file = file;
        this.in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The same picture without what was noted beside it; null where the file is damaged. */
    static byte @Nullable [] bare(byte[] file) {
        return new WebpFile(file).bare();
    }

    private byte @Nullable [] bare() {
        long end = Integer.toUnsignedLong(in.getInt(4)) + AROUND;
        byte[] drawing = end > file.length ? null : chunks(FIRST, (int) end, false);
        return drawing == null || !sampled ? null : assembled(drawing);
    }

    /** Those that stay of a passage; null where one is longer than it. */
    private byte @Nullable [] chunks(int from, int end, boolean inAFrame) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(Math.max(0, end - from));
        int at = from;
        while (at + AROUND <= end) {
            int length = in.getInt(at + 4);
            int content = at + AROUND;
            if (length < 0 || length > end - content) {
                return null;
            }
            String type = Picture.text(file, at, 4);
            if (type.equals(EXIF)) {
                exif(content, content + length);
            } else if (type.equals(FRAME) && !inAFrame) {
                byte[] within = length < OF_A_FRAME ? null : chunks(content + OF_A_FRAME, content + length, true);
                if (within == null) {
                    return null;
                }
                ByteArrayOutputStream frame = new ByteArrayOutputStream(OF_A_FRAME + within.length);
                frame.write(file, content, OF_A_FRAME);
                frame.writeBytes(within);
                write(kept, FRAME, frame.toByteArray(), 0, frame.size());
            } else if (SAMPLES.contains(type) || DRAWING.contains(type)) {
                if (type.equals(ABOUT) && length < ABOUT_BYTES) {
                    return null;
                }
                sampled |= SAMPLES.contains(type);
                write(kept, type, file, content, length);
            }
            at = content + length + length % 2;
        }
        return at < end ? null : kept.toByteArray();
    }

    /** Some write JPEG's name before it. */
    private void exif(int from, int to) {
        int tiff = to - from > 6 && Picture.says(file, from, "Exif\0\0") ? from + 6 : from;
        orientation = Orientation.in(file, tiff, to);
    }

    private byte[] assembled(byte[] drawing) {
        boolean about = Picture.says(drawing, 0, ABOUT);
        if (about) {
            int said = drawing[AROUND] & ~(SAYS_EXIF | SAYS_XMP);
            drawing[AROUND] = (byte) (orientation.isAsItLies() ? said : said | SAYS_EXIF);
        }
        ByteArrayOutputStream chunks = new ByteArrayOutputStream(drawing.length + 64);
        chunks.writeBytes(Picture.ascii("WEBP"));
        chunks.writeBytes(drawing);
        if (about && !orientation.isAsItLies()) {
            byte[] tiff = orientation.tiff();
            write(chunks, EXIF, tiff, 0, tiff.length);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream(chunks.size() + AROUND);
        write(whole, "RIFF", chunks.toByteArray(), 0, chunks.size());
        return whole.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, String type, byte[] content, int from, int length) {
        out.writeBytes(ByteBuffer.allocate(AROUND)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(Picture.ascii(type))
                .putInt(length)
                .array());
        out.write(content, from, length);
        if (length % 2 == 1) {
            out.write(0);
        }
    }
}

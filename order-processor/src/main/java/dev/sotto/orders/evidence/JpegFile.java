package dev.sotto.orders.evidence;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The segments of a JPEG file (ITU T.81, Annex B): those that draw it stay, and of the others only what its colours and its
 * orientation need. What lies behind its end, where telephones put films and second pictures, does not stay.
 */
final class JpegFile {

    private static final int START = 0xd8;
    private static final int END = 0xd9;
    private static final int SCAN = 0xda;
    private static final int FIRST_RESTART = 0xd0;
    private static final int FIRST_APPLICATION = 0xe0;
    private static final int EXIF_SEGMENT = 0xe1;
    private static final int ICC_SEGMENT = 0xe2;
    /** Says in which colours the samples are; without it some pictures turn green. */
    private static final int ADOBE_SEGMENT = 0xee;

    private static final String EXIF = "Exif\0\0";
    /** JFIF's own fields, without the small picture that may follow them. */
    private static final int JFIF_BYTES = 14;

    private final byte[] file;
    private final ByteArrayOutputStream drawing = new ByteArrayOutputStream();
    private byte @Nullable [] jfif;
    private Orientation orientation = Orientation.AS_IT_LIES;
    private boolean framed;

    private JpegFile(byte[] file) {
        this.file = file;
    }

    /** The same picture without what was noted beside it; null where the file is damaged. */
    static byte @Nullable [] bare(byte[] file) {
        return new JpegFile(file).bare();
    }

    private byte @Nullable [] bare() {
        boolean scanned = false;
        int at = 2;
        while (at < file.length && byteAt(at) == 0xff) {
            while (at < file.length && byteAt(at) == 0xff) {
                at++;
            }
            int marker = at < file.length ? byteAt(at++) : 0;
            if (marker == END) {
                return scanned ? assembled() : null;
            }
            int behind = marker < 0xc0 || isAlone(marker) ? -1 : behind(at);
            if (behind < 0) {
                return null;
            }
            segment(marker, at, behind);
            at = behind;
            if (marker == SCAN) {
                at = framed ? scanned(at) : file.length;
                scanned = true;
            }
        }
        return null;
    }

    /** Markers without a length, of which none stands between segments but the end. */
    private static boolean isAlone(int marker) {
        return marker >= FIRST_RESTART && marker <= START;
    }

    /** Where the segment ends whose length stands here; negative where the file ends before it. */
    private int behind(int at) {
        if (at + 2 > file.length) {
            return -1;
        }
        int length = byteAt(at) << 8 | byteAt(at + 1);
        return length < 2 || at + length > file.length ? -1 : at + length;
    }

    private void segment(int marker, int at, int behind) {
        int content = at + 2;
        if (marker == FIRST_APPLICATION && behind - content >= JFIF_BYTES && Picture.says(file, content, "JFIF\0")) {
            jfif = jfif == null ? jfif(content) : jfif;
        } else if (marker == EXIF_SEGMENT && behind - content > EXIF.length() && Picture.says(file, content, EXIF)) {
            Orientation said = Orientation.in(file, content + EXIF.length(), behind);
            orientation = orientation.isAsItLies() ? said : orientation;
        } else if (marker < FIRST_APPLICATION
                || (marker == ICC_SEGMENT && Picture.says(file, content, "ICC_PROFILE\0"))
                || (marker == ADOBE_SEGMENT && Picture.says(file, content, "Adobe"))) {
            framed |= (marker <= 0xcf && marker % 4 != 0) || marker == 0xc0;
            drawing.write(0xff);
            drawing.write(marker);
            drawing.write(file, at, behind - at);
        }
    }

    private byte[] jfif(int content) {
        return ByteBuffer.allocate(JFIF_BYTES + 4)
                .putShort((short) 0xffe0)
                .putShort((short) (JFIF_BYTES + 2))
                .put(file, content, JFIF_BYTES - 2)
                .array();
    }

    /** Behind the samples of a scan; in them 0xff is followed by 0, and there are restarts. The file's end where none follows. */
    private int scanned(int from) {
        int at = from;
        while (at + 1 < file.length) {
            int next = byteAt(at + 1);
            boolean sample = byteAt(at) != 0xff || next == 0xff;
            if (!sample && next != 0 && !(next >= FIRST_RESTART && next < START)) {
                drawing.write(file, from, at - from);
                return at;
            }
            at += sample ? 1 : 2;
        }
        return file.length;
    }

    private byte[] assembled() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(drawing.size() + 64);
        whole.writeBytes(new byte[] {(byte) 0xff, (byte) START});
        if (jfif != null) {
            whole.writeBytes(jfif);
        }
        if (!orientation.isAsItLies()) {
            byte[] tiff = orientation.tiff();
            whole.writeBytes(ByteBuffer.allocate(4 + EXIF.length())
                    .putShort((short) 0xffe1)
                    .putShort((short) (2 + EXIF.length() + tiff.length))
                    .put(Picture.ascii(EXIF))
                    .array());
            whole.writeBytes(tiff);
        }
        whole.writeBytes(drawing.toByteArray());
        whole.writeBytes(new byte[] {(byte) 0xff, (byte) END});
        return whole.toByteArray();
    }

    private int byteAt(int at) {
        return file[at] & 0xff;
    }
}

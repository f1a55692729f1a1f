package dev.sotto.orders.evidence;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A picture by what is in it, whatever it is called. */
final class Picture {
    static final int MOST_BYTES = 5 << 20;

    private final String id;
    private final Kind kind;
    private final byte[] bytes;

    /** @param id the digest of its bytes: the same picture twice is one */
    Picture(String id, Kind kind, byte[] bytes) {
        this.id = id;
        this.kind = kind;
        this.bytes = bytes;
    }

    String id() {
        return id;
    }

    Kind kind() {
        return kind;
    }

    byte[] bytes() {
        return bytes;
    }

    /** What browsers show and telephones make. */
    enum Kind {
        JPEG("image/jpeg", "jpg"),
        PNG("image/png", "png"),
        WEBP("image/webp", "webp");

        private final String type;
        private final String ending;

        Kind(String type, String ending) {
            this.type = type;
            this.ending = ending;
        }

        String type() {
            return type;
        }

        String ending() {
            return ending;
        }

        static Kind of(String type) {
            for (Kind kind : values()) {
                if (kind.type.equals(type)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no picture: " + type);
        }
    }

    /** What a file turned out to be. */
    sealed interface Look {}

    record Seen(Picture picture) implements Look {}

    record Refused(Arrival why) implements Look {}

    /** Without all that was noted in the file beside the picture: where it was taken, when, and with whose telephone. */
    static Look in(byte[] file) {
        Kind kind = isJpeg(file) ? Kind.JPEG : isPng(file) ? Kind.PNG : isWebp(file) ? Kind.WEBP : null;
        if (kind == null) {
            return new Refused(Arrival.NO_PICTURE);
        }
        byte[] bare = switch (kind) {
            case JPEG -> JpegFile.bare(file);
            case PNG -> PngFile.bare(file);
            case WEBP -> WebpFile.bare(file);
        };
        if (bare == null) {
            return new Refused(Arrival.DAMAGED);
        }
        return bare.length > MOST_BYTES
                ? new Refused(Arrival.TOO_LARGE)
                : new Seen(new Picture(digest(bare), kind, bare));
    }

    /** ITU T.81: a start of image, then at once another marker; and no other file begins so. */
    private static boolean isJpeg(byte[] bytes) {
        return starts(bytes, 0, 0xff, 0xd8, 0xff)
                && bytes.length > 100
                && (bytes[3] & 0xff) >= 0xc0
                && (bytes[3] & 0xff) != 0xff;
    }

    /** RFC 2083: its signature, then its header of 13 bytes. */
    private static boolean isPng(byte[] bytes) {
        return starts(bytes, 0, 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a)
                && starts(bytes, 8, 0, 0, 0, 13, 'I', 'H', 'D', 'R')
                && bytes.length > 33;
    }

    /** RFC 9649: a RIFF file of one of three kinds. */
    private static boolean isWebp(byte[] bytes) {
        if (bytes.length < 20
                || !starts(bytes, 0, 'R', 'I', 'F', 'F')
                || !starts(bytes, 8, 'W', 'E', 'B', 'P', 'V', 'P', '8')) {
            return false;
        }
        return bytes[15] == ' ' || bytes[15] == 'L' || bytes[15] == 'X';
    }

    private static boolean starts(byte[] bytes, int at, int... wanted) {
        if (bytes.length < at + wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if ((bytes[at + i] & 0xff) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether these letters stand there; not where the file ends before them. */
    static boolean says(byte[] file, int at, String letters) {
        return at + letters.length() <= file.length
                && text(file, at, letters.length()).equals(letters);
    }

    static String text(byte[] file, int at, int length) {
        return new String(file, at, length, StandardCharsets.ISO_8859_1);
    }

    static byte[] ascii(String letters) {
        return letters.getBytes(StandardCharsets.US_ASCII);
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}

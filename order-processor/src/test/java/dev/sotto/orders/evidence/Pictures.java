package dev.sotto.orders.evidence;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Small pictures, and what cameras note in them. */
final class Pictures {

    /** What must not be kept, wherever it stood. */
    static final String SECRET = "48.8566N-2.3522E";

    private static final int SIDE = 24;
    /** Behind the header chunk of a PNG file. */
    private static final int BEHIND_HEADER = 33;

    private Pictures() {}

    /** Nothing is noted in it; another for each number. */
    static byte[] of(Picture.Kind kind, int number) {
        return switch (kind) {
            case JPEG -> drawn("jpg", number);
            case PNG -> drawn("png", number);
            case WEBP -> riff(chunk("VP8L", noise(number)));
        };
    }

    /** The same with all that a telephone notes, and how it is to be turned. */
    static byte[] noted(Picture.Kind kind, int number, int orientation) {
        byte[] plain = of(kind, number);
        byte[] tiff = tiff(orientation, ByteOrder.LITTLE_ENDIAN);
        byte[] text = SECRET.getBytes(StandardCharsets.US_ASCII);
        return switch (kind) {
            case JPEG ->
                joined(
                        cut(plain, 0, 2),
                        segment(0xe1, joined(ascii("Exif\0\0"), tiff)),
                        segment(0xe1, joined(ascii("http://ns.adobe.com/xap/1.0/\0"), text)),
                        segment(0xe2, joined(ascii("MPF\0"), text)),
                        segment(0xed, text),
                        segment(0xfe, text),
                        cut(plain, 2, plain.length),
                        text);
            case PNG ->
                joined(
                        cut(plain, 0, BEHIND_HEADER),
                        png("eXIf", tiff),
                        png("tEXt", joined(ascii("Comment\0"), text)),
                        png("zTXt", text),
                        png("iTXt", text),
                        png("tIME", text),
                        png("prVt", text),
                        cut(plain, BEHIND_HEADER, plain.length),
                        text);
            case WEBP ->
                joined(
                        riff(
                                chunk("VP8X", new byte[] {0x0c, 0, 0, 0, 23, 0, 0, 23, 0, 0}),
                                chunk("VP8L", noise(number)),
                                chunk("EXIF", tiff),
                                chunk("XMP ", text),
                                chunk("NOTE", text)),
                        text);
        };
    }

    /** A directory of where it was taken, and of how it is to be turned. */
    static byte[] tiff(int orientation, ByteOrder order) {
        byte[] text = SECRET.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer tiff = ByteBuffer.allocate(8 + 2 + 2 * 12 + 4 + text.length).order(order);
        tiff.put(ascii(order == ByteOrder.BIG_ENDIAN ? "MM" : "II"))
                .putShort((short) 42)
                .putInt(8);
        tiff.putShort((short) 2);
        tiff.putShort((short) 0x010f).putShort((short) 2).putInt(text.length).putInt(38);
        tiff.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        return tiff.putInt(0).put(text).array();
    }

    static byte[] riff(byte[]... chunks) {
        return chunk("RIFF", joined(ascii("WEBP"), joined(chunks)));
    }

    static byte[] chunk(String type, byte[] content) {
        byte[] padded = content.length % 2 == 0 ? content : joined(content, new byte[1]);
        byte[] head = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii(type))
                .putInt(content.length)
                .array();
        return joined(head, padded);
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }

    private static byte[] png(String type, byte[] content) {
        CRC32 check = new CRC32();
        check.update(joined(ascii(type), content));
        return joined(
                ByteBuffer.allocate(8).putInt(content.length).put(ascii(type)).array(),
                content,
                ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
    }

    private static byte[] segment(int marker, byte[] content) {
        return joined(
                new byte[] {(byte) 0xff, (byte) marker},
                ByteBuffer.allocate(2).putShort((short) (content.length + 2)).array(),
                content);
    }

    private static byte[] drawn(String format, int number) {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Random colours = new Random(number);
        for (int at = 0; at < SIDE * SIDE; at++) {
            image.setRGB(at % SIDE, at / SIDE, colours.nextInt(1 << 24));
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, file);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return file.toByteArray();
    }

    private static byte[] noise(int number) {
        byte[] bytes = new byte[301];
        new Random(number).nextBytes(bytes);
        return bytes;
    }

    private static byte[] cut(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

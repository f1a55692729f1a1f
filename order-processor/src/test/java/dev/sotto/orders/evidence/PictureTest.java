package dev.sotto.orders.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {

    private static final int ROUNDS = 3000;

    @ParameterizedTest
    @EnumSource(Picture.Kind.class)
    void aPictureIsKnownByWhatIsInItAndKeptAsItIs(Picture.Kind kind) {
        byte[] bytes = Pictures.of(kind, 400);
        Picture picture = seen(bytes);
        assertThat(picture.kind()).isEqualTo(kind);
        assertThat(picture.id()).matches("[0-9a-f]{32}");
        assertThat(picture.bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @EnumSource(Picture.Kind.class)
    void whatATelephoneNotedIsNotKeptAndThePictureIs(Picture.Kind kind) throws IOException {
        byte[] file = Pictures.noted(kind, 7, 6);
        assertThat(text(file)).contains(Pictures.SECRET);
        byte[] kept = seen(file).bytes();
        assertThat(text(kept))
                .doesNotContain(Pictures.SECRET)
                .doesNotContain("XMP")
                .doesNotContain("tEXt")
                .doesNotContain("Comment");
        if (kind != Picture.Kind.WEBP) {
            assertThat(pixels(kept)).isEqualTo(pixels(Pictures.of(kind, 7)));
        }
    }

    @ParameterizedTest
    @EnumSource(Picture.Kind.class)
    void howItIsToBeTurnedIsKeptAlone(Picture.Kind kind) {
        byte[] turned = seen(Pictures.noted(kind, 7, 6)).bytes();
        byte[] tiff = new Orientation(6).tiff();
        assertThat(text(turned)).contains(text(tiff));
        assertThat(Orientation.in(tiff, 0, tiff.length)).isEqualTo(new Orientation(6));
        assertThat(seen(turned).bytes()).isEqualTo(turned);
        assertThat(text(seen(Pictures.noted(kind, 7, 1)).bytes()))
                .as("as it lies is what is seen anyway")
                .doesNotContain("MM\0*")
                .doesNotContain("II*\0");
    }

    @ParameterizedTest
    @EnumSource(Picture.Kind.class)
    void aFileThatIsCutOffIsRefused(Picture.Kind kind) {
        byte[] bytes = Pictures.of(kind, 400);
        for (int length = 0; length < bytes.length; length++) {
            Picture.Look look = Picture.in(Arrays.copyOf(bytes, length));
            Arrival[] either = length < 120
                    ? new Arrival[] {Arrival.NO_PICTURE, Arrival.DAMAGED}
                    : new Arrival[] {Arrival.DAMAGED};
            // The last letter of an odd chunk is padding.
            boolean whole = kind == Picture.Kind.WEBP && length == bytes.length - 1;
            assertThat(look)
                    .as("%s of %s bytes", length, bytes.length)
                    .isInstanceOfSatisfying(
                            Picture.Refused.class,
                            refused -> assertThat(refused.why()).isIn(whole ? Arrival.values() : either));
        }
    }

    @ParameterizedTest
    @EnumSource(Picture.Kind.class)
    void whateverIsDoneToAFileItIsRefusedOrKeptAsNoOtherReadingWouldChangeIt(Picture.Kind kind) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] file = Pictures.noted(kind, 7, 8);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] harmed = Arrays.copyOf(file, random.nextInt(3) == 0 ? random.nextInt(file.length) : file.length);
            for (int hit = 0; hit < 1 + random.nextInt(4) && harmed.length > 0; hit++) {
                byte[] lies = {0, -1, 0x7f, (byte) 0x80, 1, (byte) random.nextInt(256)};
                harmed[random.nextInt(harmed.length)] = lies[random.nextInt(lies.length)];
            }
            if (Picture.in(harmed) instanceof Picture.Seen(Picture picture)) {
                assertThat(seen(picture.bytes()).bytes())
                        .as("seed %s, round %s", seed, round)
                        .isEqualTo(picture.bytes());
            }
        }
    }

    @Test
    void bothByteOrdersAreReadAndADamagedDirectoryLeavesItAsItLies() {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            byte[] tiff = Pictures.tiff(3, order);
            assertThat(Orientation.in(tiff, 0, tiff.length)).isEqualTo(new Orientation(3));
            for (int length = 0; length < 34; length++) {
                assertThat(Orientation.in(tiff, 0, length))
                        .as("%s bytes", length)
                        .isEqualTo(Orientation.AS_IT_LIES);
            }
            assertThat(Orientation.in(Pictures.tiff(9, order), 0, tiff.length)).isEqualTo(Orientation.AS_IT_LIES);
        }
    }

    @Test
    void theFramesOfAMovingPictureAreClearedToo() {
        byte[] frame = Pictures.joined(
                new byte[16],
                Pictures.chunk("VP8L", new byte[] {0x2f, 1, 2}),
                Pictures.chunk("NOTE", Pictures.SECRET.getBytes(StandardCharsets.US_ASCII)));
        byte[] file = Pictures.riff(
                Pictures.chunk("VP8X", new byte[] {2, 0, 0, 0, 0, 0, 0, 0, 0, 0}),
                Pictures.chunk("ANIM", new byte[6]),
                Pictures.chunk("ANMF", frame));
        assertThat(text(seen(file).bytes())).contains("ANMF").doesNotContain(Pictures.SECRET);
    }

    @Test
    void aWebpWithoutAPictureIsRefused() {
        byte[] file = Pictures.riff(Pictures.chunk("VP8X", new byte[10]));
        assertThat(Picture.in(file)).isEqualTo(new Picture.Refused(Arrival.DAMAGED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
                "<!doctype html><script>alert(1)</script>",
                "GIF89a",
                "%PDF-1.7",
                "PK\u0003\u0004",
                "RIFF....WAVEfmt ",
                "",
            })
    void whateverElseItIsCalledItIsNone(String content) {
        byte[] bytes = Arrays.copyOf(content.getBytes(StandardCharsets.ISO_8859_1), 500);
        assertThat(Picture.in(bytes)).isEqualTo(new Picture.Refused(Arrival.NO_PICTURE));
    }

    private static Picture seen(byte[] file) {
        if (Picture.in(file) instanceof Picture.Seen(Picture picture)) {
            return picture;
        }
        throw new AssertionError("refused: " + Picture.in(file));
    }

    private static int[] pixels(byte[] file) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}

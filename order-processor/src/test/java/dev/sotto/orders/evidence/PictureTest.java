package dev.sotto.orders.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {

    @ParameterizedTest
    @EnumSource(Picture.Kind.class)
    void aPictureIsKnownByWhatIsInIt(Picture.Kind kind) {
        byte[] bytes = Pictures.of(kind, 400);
        Picture picture = Picture.in(bytes);
        assertThat(picture).isNotNull();
        assertThat(picture.kind()).isEqualTo(kind);
        assertThat(picture.id()).matches("[0-9a-f]{32}");
    }

    @ParameterizedTest
    @EnumSource(Picture.Kind.class)
    void halfAHeaderIsNoPicture(Picture.Kind kind) {
        byte[] bytes = Pictures.of(kind, 400);
        for (int length = 0; length < 16; length++) {
            assertThat(Picture.in(Arrays.copyOf(bytes, length)))
                    .as("%s bytes", length)
                    .isNull();
        }
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
        assertThat(Picture.in(bytes)).isNull();
    }

    @Test
    void aWebpThatIsCutOffIsNone() {
        byte[] bytes = Pictures.of(Picture.Kind.WEBP, 400);
        assertThat(Picture.in(Arrays.copyOf(bytes, 300))).isNull();
    }
}

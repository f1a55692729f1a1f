package dev.sotto.gateway.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path folder;

    @BeforeEach
    void keepASecret() throws IOException {
        Files.createDirectories(folder.resolve("chez"));
        Files.writeString(folder.resolve("chez/main"), "open sesame\n");
        Files.writeString(folder.resolve("outside"), "not yours");
    }

    @Test
    void aPasswordIsTheTextOfItsFile() {
        assertThat(read("chez", "main")).isEqualTo(new Secrets.Reading.Found("open sesame"));
        assertThat(read("chez", "main").toString()).doesNotContain("sesame");
    }

    @Test
    void theFileOfAnotherRestaurantCannotBeNamed() {
        assertThat(read("other", "../chez/main")).isInstanceOf(Secrets.Reading.Missing.class);
        assertThat(read("chez", "../outside")).isInstanceOf(Secrets.Reading.Missing.class);
        assertThat(read("..", "outside")).isInstanceOf(Secrets.Reading.Missing.class);
        assertThat(read("other", "main")).isInstanceOf(Secrets.Reading.Missing.class);
    }

    @Test
    void whatIsMissingIsToldWithTheFileToWrite() {
        assertThat(read("chez", "second"))
                .isEqualTo(new Secrets.Reading.Missing("its password is missing: write it into the file "
                        + folder.resolve("chez").resolve("second")));
        assertThat(new Secrets(null).read("chez", "main").block())
                .isEqualTo(new Secrets.Reading.Missing(
                        "this node has no passwords: set gateway.registration.secrets to their folder"));
    }

    private Secrets.Reading read(String restaurant, String name) {
        return java.util.Objects.requireNonNull(
                new Secrets(folder).read(restaurant, name).block());
    }
}

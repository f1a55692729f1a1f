package dev.sotto.shipped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ShippedFilesTest {

    private final ShippedFiles files = new ShippedFiles(ShippedFilesTest.class, "/avro/");

    @Test
    void aFileIsReadWholeAndOnce() {
        byte[] content = files.require("catalogue.json");

        assertThat(new String(content, StandardCharsets.UTF_8).strip())
                .startsWith("{")
                .endsWith("}");
        assertThat(files.find("catalogue.json")).isSameAs(content);
    }

    @Test
    void whatIsNotThereIsNotFoundOrSaid() {
        assertThat(files.find("nothing.json")).isNull();
        assertThatThrownBy(() -> files.require("nothing.json")).hasMessageContaining("/avro/nothing.json");
    }
}

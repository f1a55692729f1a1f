package dev.sotto.dialogue.menu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the guide shows must be what the reader reads. */
class MenuGuideTest {
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @Test
    void everyExampleOfTheGuideIsASoundMenu() throws IOException {
        List<String> examples = EXAMPLE.matcher(Files.readString(Path.of("MENU.md")))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(examples).hasSize(3);
        assertThat(examples)
                .allSatisfy(example -> assertThat(
                                MenuFile.parse("MENU.md", example).menu().items())
                        .isNotEmpty());
    }

    @Test
    void aJsonMenuWithNothingButItemsIsEnoughToUnderstandBy() throws IOException {
        Path file = Files.createTempFile("menu", ".json");
        Files.writeString(file, """
                {"option_groups": [{"id": "size", "values": ["small", "large"]}],
                 "ingredients": ["cheese", {"id": "olives", "aliases": ["black olives"]}],
                 "items": [{"id": "pizza", "option_groups": ["size"], "extras": ["cheese", "olives"]}]}""");
        assertThat(MenuFile.loadMenu(file).menu().items()).hasSize(1);
        Files.delete(file);
    }
}

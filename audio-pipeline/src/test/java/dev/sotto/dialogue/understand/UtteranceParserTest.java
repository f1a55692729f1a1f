package dev.sotto.dialogue.understand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.dialogue.Menus;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class UtteranceParserTest {
    private final UtteranceParser parser = new UtteranceParser(Menus.english(), "en");

    @Test
    void everyLineGetsItsAnswer() throws IOException {
        StringWriter out = new StringWriter();
        int refused = parser.parse(new StringReader("a coke\n\n{\"id\":\"x\",\"text\":\"yes\"}\n{broken\n"), out);
        assertThat(refused).isEqualTo(1);
        assertThat(out.toString().lines()).hasSize(3);
        assertThat(out.toString().lines().toList().get(2)).contains("line 4 is not JSON");
    }

    @Test
    void theOrderIsNamedByTheIdsOfTheMenu() throws IOException {
        JsonNode answer = answer("{\"id\":\"7\",\"text\":\"two large fries with ketchup and a greek salad no feta\"}");
        assertThat(answer.get("id").asString()).isEqualTo("7");
        JsonNode fries = answer.get("order").get(0);
        assertThat(fries.get("item").asString()).isEqualTo("fries");
        assertThat(fries.get("quantity").asInt()).isEqualTo(2);
        assertThat(fries.get("options").get("size").asString()).isEqualTo("large");
        assertThat(fries.get("add").get(0).asString()).isEqualTo("ketchup");
        assertThat(answer.get("order").get(1).get("remove").get(0).asString()).isEqualTo("feta");
        assertThat(answer.get("questions").get(0).asString()).isEqualTo("which dressing for greek-salad?");
    }

    @Test
    void turnsOfADialogBuildOneOrder() throws IOException {
        JsonNode answer = answer("""
                {"turns":[["user","a coke and a tiramisu"],["assistant","which size?"],["user","large"],["user","yes"]]}""");
        assertThat(answer.get("order")).hasSize(1);
        assertThat(answer.get("order").get(0).get("options").get("size").asString())
                .isEqualTo("large");
        assertThat(answer.get("unknown").get(0).asString()).isEqualTo("tiramisu");
        assertThat(answer.get("intent").asString()).isEqualTo("yes");
    }

    private JsonNode answer(String line) throws IOException {
        StringWriter out = new StringWriter();
        parser.parse(new StringReader(line), out);
        return JsonMapper.shared().readTree(out.toString());
    }
}

package dev.sotto.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** What axe finds in a page as it is drawn, against WCAG 2.2 AA. */
final class Accessibility {

    private static final String RUN = """
            axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
              .then(({ violations }) => violations.map(({ id, help, nodes }) =>
                id + ': ' + help + ' – ' + nodes.map((node) => node.target.join(' ')).slice(0, 5).join(', ')))
            """;

    private Accessibility() {}

    /** A sentence for each rule that is broken, with the places. */
    static List<String> faults(Browser browser) {
        if (!browser.evaluate("'axe' in window").asBoolean()) {
            browser.evaluate(script() + "; 1");
        }
        return browser.evaluate(RUN).valueStream().map(JsonNode::asString).toList();
    }

    private static String script() {
        try (InputStream file =
                Objects.requireNonNull(Accessibility.class.getResourceAsStream("/axe.min.js"), "axe is not here")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

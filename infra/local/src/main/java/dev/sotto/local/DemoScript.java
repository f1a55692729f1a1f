package dev.sotto.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/** What the demonstration's caller and waiter say, in order: the order, then the answer to the recap. */
record DemoScript(List<String> phone, List<String> earpiece) {

    static DemoScript load() {
        try (InputStream file = Objects.requireNonNull(DemoScript.class.getResourceAsStream("/demo-script.json"))) {
            return JsonMapper.shared().readValue(file, DemoScript.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

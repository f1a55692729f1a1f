package dev.sotto.schemas;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every version of every schema that was ever registered, with the ids they carry on the wire. A version is a file of
 * its own that names no other and never changes its meaning, so that records of any age can be read; ids are part of the
 * repository, so that the embedded registry serves, and a real registry imports, the same ones.
 */
public final class SchemaCatalogue {

    /** A version registered under a subject; {@code file} is relative to the {@code avro} folder. */
    public record Entry(String subject, int version, int id, String file) {}

    private static final SchemaCatalogue COMMITTED = load();

    private final List<Entry> entries;
    private final Map<Integer, Schema> byId;

    private SchemaCatalogue(List<Entry> entries, Map<Integer, Schema> byId) {
        this.entries = entries;
        this.byId = byId;
    }

    public static SchemaCatalogue committed() {
        return COMMITTED;
    }

    public List<Entry> entries() {
        return entries;
    }

    public @Nullable Schema schema(int id) {
        return byId.get(id);
    }

    /** The newest schema of a topic's values. */
    public Entry current(Topic<?> topic) {
        // Every dead-letter topic has the one shape.
        String subject = topic.type() == DeadLetter.class ? "dead-letter" : topic.name() + "-value";
        return entries.stream()
                .filter(entry -> entry.subject().equals(subject))
                .max(Comparator.comparingInt(Entry::version))
                .orElseThrow(() -> new IllegalStateException("no schema is registered for topic " + topic.name()));
    }

    private static SchemaCatalogue load() {
        Catalogue catalogue = JsonMapper.shared().readValue(text("catalogue.json"), Catalogue.class);
        Map<Integer, Schema> byId = new LinkedHashMap<>();
        for (Entry entry : catalogue.registered()) {
            byId.put(entry.id(), new Schema.Parser().parse(text(entry.file())));
        }
        return new SchemaCatalogue(List.copyOf(catalogue.registered()), byId);
    }

    private static String text(String file) {
        try (InputStream stream = Objects.requireNonNull(
                SchemaCatalogue.class.getResourceAsStream("/avro/" + file), () -> "missing schema file " + file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read schema file " + file, unreadable);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true) // Which file a subject is written in concerns its authors only.
    private record Catalogue(List<Entry> registered) {}
}

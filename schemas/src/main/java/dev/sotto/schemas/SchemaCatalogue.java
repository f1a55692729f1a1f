package dev.sotto.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The committed schemas with the ids they carry on the wire. The ids are part of the repository, so that the embedded
 * registry serves, and a real registry imports, the same ones.
 */
public final class SchemaCatalogue {

    /** A schema registered under a subject; {@code file} is relative to the {@code avro} folder. */
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
                .reduce((older, newer) -> newer.version() > older.version() ? newer : older)
                .orElseThrow(() -> new IllegalStateException("no schema is registered for topic " + topic.name()));
    }

    private static SchemaCatalogue load() {
        Catalogue catalogue = JsonMapper.shared().readValue(text("catalogue.json"), Catalogue.class);
        Map<Integer, Schema> byId = new LinkedHashMap<>();
        for (Entry entry : catalogue.schemas()) {
            // A parser knows a name once, and the versions of a record share theirs: each has a parser of its own.
            Schema.Parser parser = new Schema.Parser();
            // It remembers the shared types, so that the topics' schemas may name them.
            catalogue.shared().forEach(file -> parser.parse(text(file)));
            byId.put(entry.id(), parser.parse(text(entry.file())));
        }
        return new SchemaCatalogue(List.copyOf(catalogue.schemas()), byId);
    }

    private static String text(String file) {
        try (InputStream stream = Objects.requireNonNull(
                SchemaCatalogue.class.getResourceAsStream("/avro/" + file), () -> "missing schema file " + file)) {
            return new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read schema file " + file, unreadable);
        }
    }

    private record Catalogue(List<String> shared, List<Entry> schemas) {}
}

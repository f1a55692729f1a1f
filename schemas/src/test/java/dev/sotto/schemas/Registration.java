package dev.sotto.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What stands in the schema files beside what was registered. A file whose meaning changed becomes the subject's next
 * version; one whose words changed is written over its present version, which says the same to every reader.
 */
final class Registration {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** @param written the file that people edit, by subject */
    record Catalogue(List<String> shared, Map<String, String> written, List<SchemaCatalogue.Entry> registered) {}

    private final Path folder;
    private final Catalogue catalogue;
    private final Map<String, Schema> written = new LinkedHashMap<>();

    Registration(Path folder) {
        this.folder = folder;
        this.catalogue = JSON.readValue(read("catalogue.json"), Catalogue.class);
        Schema.Parser parser = new Schema.Parser();
        // The parser remembers the shared types, so that the topics' schemas may name them.
        catalogue.shared().forEach(file -> parser.parse(read(file)));
        catalogue.written().forEach((subject, file) -> written.put(subject, parser.parse(read(file))));
    }

    /** The subjects whose file is not what was registered last. */
    List<String> changed() {
        return written.keySet().stream()
                .filter(subject -> !isRegistered(subject))
                .toList();
    }

    Map<String, Schema> written() {
        return written;
    }

    /** Registers what changed. */
    void register() {
        List<SchemaCatalogue.Entry> registered = new ArrayList<>(catalogue.registered());
        for (String subject : changed()) {
            Schema schema = Objects.requireNonNull(written.get(subject));
            Optional<SchemaCatalogue.Entry> last = newest(subject);
            boolean onlyWords = last.filter(entry -> meaning(schema).equals(meaning(parse(entry))))
                    .isPresent();
            SchemaCatalogue.Entry entry = onlyWords ? last.orElseThrow() : next(subject, last, registered);
            if (!onlyWords) {
                registered.add(entry);
            }
            write(entry.file(), text(schema));
        }
        write(
                "catalogue.json",
                JSON.writeValueAsString(new Catalogue(catalogue.shared(), catalogue.written(), registered)));
    }

    private static SchemaCatalogue.Entry next(
            String subject, Optional<SchemaCatalogue.Entry> last, List<SchemaCatalogue.Entry> registered) {
        int version = last.map(SchemaCatalogue.Entry::version).orElse(0) + 1;
        int id = registered.stream().mapToInt(SchemaCatalogue.Entry::id).max().orElse(0) + 1;
        return new SchemaCatalogue.Entry(subject, version, id, "registered/" + subject + "." + version + ".avsc");
    }

    private boolean isRegistered(String subject) {
        return newest(subject)
                .filter(entry -> read(entry.file())
                        .strip()
                        .equals(text(Objects.requireNonNull(written.get(subject)))
                                .strip()))
                .isPresent();
    }

    private Optional<SchemaCatalogue.Entry> newest(String subject) {
        return catalogue.registered().stream()
                .filter(entry -> entry.subject().equals(subject))
                .max(Comparator.comparingInt(SchemaCatalogue.Entry::version));
    }

    private Schema parse(SchemaCatalogue.Entry entry) {
        return new Schema.Parser().parse(read(entry.file()));
    }

    private static String meaning(Schema schema) {
        return SchemaNormalization.toParsingForm(schema);
    }

    /** With every type it names written out. */
    private static String text(Schema schema) {
        return JSON.writeValueAsString(JSON.readTree(schema.toString())) + "\n";
    }

    private String read(String file) {
        try {
            return Files.readString(folder.resolve(file), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void write(String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text, StandardCharsets.UTF_8);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}

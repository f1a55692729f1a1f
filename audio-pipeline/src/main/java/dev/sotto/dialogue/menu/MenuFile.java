package dev.sotto.dialogue.menu;

import dev.sotto.schemas.restaurant.RestaurantConfig;
import dev.sotto.schemas.restaurant.rules.MenuRules;
import dev.sotto.schemas.restaurant.rules.PrinterRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** A restaurant's YAML file, read by people first: what is wrong in it is said with line, field and a suggestion. */
public final class MenuFile {
    /** A menu of 1000 dishes is about 300 KiB; anything far larger is not a menu. */
    private static final int MOST_CHARACTERS = 4_000_000;

    private MenuFile() {}

    /** Reads and checks the file; throws {@link InvalidMenuException} with every problem in plain words. */
    public static RestaurantConfig load(Path path) {
        return parse(path.toString(), read(path));
    }

    /** As {@link #load}, for understanding alone: what only a running restaurant needs (currency, prices …) may be missing. */
    public static RestaurantConfig loadMenu(Path path) {
        return parse(path.toString(), read(path), true);
    }

    /** Reads and checks the text of a file that is called {@code name} in messages. */
    public static RestaurantConfig parse(String name, String text) {
        return parse(name, text, false);
    }

    private static RestaurantConfig parse(String name, String text, boolean menuOnly) {
        Problems problems = new Problems(name);
        MappingNode root = compose(text, problems);
        Fields fields = new Fields(root, "", problems);
        RestaurantConfig config = new RestaurantReader(problems, menuOnly).read(fields);
        fields.refuseUnknownKeys();
        problems.throwIfAny();
        new MenuRules(config.menu(), config.kitchen(), problems).check();
        if (config.kitchen() != null) {
            new PrinterRules(config.kitchen(), config.menu(), problems).check();
        }
        problems.throwIfAny();
        return config;
    }

    private static String read(Path path) {
        Problems problems = new Problems(path.toString());
        try {
            return Files.readString(path);
        } catch (NoSuchFileException missing) {
            problems.addAt(0, "", "there is no such file", "");
        } catch (CharacterCodingException notText) {
            problems.addAt(0, "", "is not UTF-8 text", "save it as UTF-8");
        } catch (IOException unreadable) {
            problems.addAt(0, "", "cannot be read: " + unreadable.getMessage(), "");
        }
        problems.throwIfAny();
        throw new UncheckedIOException(new IOException("unreadable: " + path));
    }

    private static MappingNode compose(String text, Problems problems) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel("menu")
                .setCodePointLimit(MOST_CHARACTERS)
                .setMaxAliasesForCollections(50)
                .build();
        try {
            Optional<Node> node = new Compose(settings).composeString(text);
            if (node.isPresent() && node.get() instanceof MappingNode mapping) {
                return mapping;
            }
            problems.addAt(1, "", "does not hold a restaurant", "begin with id: and name:");
        } catch (MarkedYamlEngineException broken) {
            int line = broken.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            problems.addAt(line, "", "is not valid YAML: " + broken.getProblem(), hint(text, line));
        } catch (YamlEngineException broken) {
            problems.addAt(0, "", "is not valid YAML: " + broken.getMessage(), "");
        }
        problems.throwIfAny();
        throw new IllegalStateException("no problem found");
    }

    private static String hint(String text, int line) {
        List<String> lines = text.lines().toList();
        String written = line > 0 && line <= lines.size() ? lines.get(line - 1) : "";
        if (written.contains("\t")) {
            return "indent with spaces, not tabs";
        }
        return written.chars().filter(letter -> letter == ':').count() > 1
                ? "put text that holds a colon in quotes"
                : "look at the indentation and quotes here and on the line before";
    }
}

package dev.sotto.dialogue.menu;

import dev.sotto.schemas.restaurant.rules.MenuValues;
import dev.sotto.schemas.restaurant.rules.Suggestion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** One mapping of the file being read: each getter checks its field, remembers its line, and notes what is wrong. */
final class Fields {
    private static final long MOST_MINOR = MenuValues.MOST_MINOR;
    private static final int LONGEST_TEXT = MenuValues.LONGEST_TEXT;
    private static final Map<String, String> OTHER_WORDS = Map.of(
            "aliases", "synonyms",
            "multi", "multiple",
            "max", "atMost",
            "default", "defaults",
            "recipe", "ingredients");

    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Set<String> known = new TreeSet<>();
    private final String path;
    private final Problems problems;

    Fields(MappingNode mapping, String path, Problems problems) {
        this.path = path;
        this.problems = problems;
        problems.place(path, lineOf(mapping));
        for (NodeTuple tuple : mapping.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? canonical(scalar.getValue()) : "?";
            if (nodes.put(key, tuple.getValueNode()) != null) {
                problems.addAt(lineOf(tuple.getKeyNode()), at(key), "is written twice", "keep one of them");
            }
            problems.place(at(key), lineOf(tuple.getKeyNode()));
        }
    }

    /** any_of and any-of are anyOf; a few other words people write are known too. */
    private static String canonical(String written) {
        StringBuilder key = new StringBuilder();
        for (String word : written.split("[_-]", -1)) {
            key.append(
                    key.isEmpty() || word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return OTHER_WORDS.getOrDefault(key.toString(), key.toString());
    }

    static int lineOf(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    String path() {
        return path;
    }

    boolean has(String key) {
        known.add(key);
        return nodes.containsKey(key);
    }

    String text(String key) {
        return text(key, null);
    }

    /** @param otherwise taken where the field is missing; null where it must not be */
    String text(String key, @Nullable String otherwise) {
        String value = textOrNull(key);
        if (value == null && !nodes.containsKey(key) && otherwise != null) {
            return otherwise;
        }
        if (value == null && !nodes.containsKey(key)) {
            problems.add(at(key), "is missing", "add " + key + ": …");
        }
        return value == null ? "" : value;
    }

    @Nullable
    String textOrNull(String key) {
        Node node = node(key);
        if (node == null) {
            return null;
        }
        if (!(node instanceof ScalarNode scalar)) {
            problems.add(at(key), "must be text", "write " + key + ": some text");
            return null;
        }
        String value = scalar.getValue().strip();
        if (value.isEmpty()) {
            problems.add(at(key), "is empty", "write some text or leave the field out");
        } else if (value.length() > LONGEST_TEXT) {
            problems.add(at(key), "is longer than " + LONGEST_TEXT + " characters", "shorten it");
        }
        return value;
    }

    boolean flag(String key, boolean otherwise) {
        String value = textOrNull(key);
        if (value == null) {
            return otherwise;
        }
        if (!value.equals("true") && !value.equals("false")) {
            problems.add(at(key), "must be true or false, not \"" + value + "\"", "");
        }
        return value.equals("true");
    }

    @Nullable
    Integer countOrNull(String key) {
        String value = textOrNull(key);
        if (value == null) {
            return null;
        }
        if (!value.matches("[1-9][0-9]{0,5}")) {
            problems.add(at(key), "must be a whole number from 1, not \"" + value + "\"", "");
            return null;
        }
        return Integer.valueOf(value);
    }

    int count(String key, int otherwise) {
        Integer value = countOrNull(key);
        return value == null ? otherwise : value;
    }

    /** {@code <name>} in decimal text ("8.50"), or {@code <name>Minor} in minor units (850). */
    @Nullable
    Long moneyOrNull(String name, int decimals) {
        String minorKey = name + "Minor";
        String minor = textOrNull(minorKey);
        String decimal = textOrNull(name);
        if (minor != null && decimal != null) {
            problems.add(at(minorKey), "is given beside " + name, "keep one of them");
        }
        String key = decimal == null ? minorKey : name;
        String written = decimal == null ? minor : decimal;
        return written == null ? null : amount(key, written, decimal == null ? 0 : decimals);
    }

    long money(String name, int decimals) {
        Long value = moneyOrNull(name, decimals);
        return value == null ? 0 : value;
    }

    /** Amounts by id: {@code {small: "1.00", large: "1.50"}}. */
    Map<String, Long> moneyBy(String key, int decimals) {
        Node node = node(key);
        Map<String, Long> amounts = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            Fields fields = new Fields(mapping, at(key), problems);
            for (String id : fields.nodes.keySet()) {
                amounts.put(id, fields.money(id, decimals));
            }
        } else if (node != null) {
            problems.add(at(key), "must hold an amount for each id", "write {large: \"1.50\"}");
        }
        return amounts;
    }

    private @Nullable Long amount(String key, String written, int decimals) {
        if (!written.matches("-?[0-9]{1,9}(\\.[0-9]{1,6})?")) {
            String dotted = written.replace(',', '.').replaceAll("[^0-9.]", "");
            problems.add(
                    at(key),
                    "must be an amount such as \"8.50\", not \"" + written + "\"",
                    dotted.isEmpty() ? "" : "write \"" + dotted + "\"");
            return null;
        }
        BigDecimal scaled = new BigDecimal(written).movePointRight(decimals).stripTrailingZeros();
        if (scaled.signum() < 0) {
            problems.add(at(key), "must not be negative, but is " + written, "write " + written.substring(1));
        } else if (scaled.scale() > 0) {
            problems.add(at(key), "has more than " + decimals + " decimals: " + written, "");
        } else if (scaled.longValueExact() > MOST_MINOR) {
            problems.add(at(key), "is too large: " + written, "");
        } else {
            return scaled.longValueExact();
        }
        return null;
    }

    /** A list of texts; one text alone counts as a list of one. */
    List<String> texts(String key) {
        Node node = node(key);
        if (node instanceof ScalarNode) {
            String value = textOrNull(key);
            return value == null || value.isEmpty() ? List.of() : List.of(value);
        }
        return each(key, (item, at) -> {
            if (item instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
                return scalar.getValue().strip();
            }
            problems.add(at, "must be text", "");
            return null;
        });
    }

    <T> List<T> list(String key, Function<Fields, T> read) {
        return each(key, (item, at) -> mapping(item, at, read));
    }

    /** A list whose entries are mappings, or one word that stands for a mapping with only that field. */
    <T> List<T> listOrWords(String key, Function<Fields, T> read, Function<String, T> readWord) {
        return each(
                key,
                (item, at) -> item instanceof ScalarNode scalar
                        ? readWord.apply(scalar.getValue().strip())
                        : mapping(item, at, read));
    }

    <T> @Nullable T mappingOrNull(String key, Function<Fields, T> read) {
        Node node = node(key);
        return node == null ? null : mapping(node, at(key), read);
    }

    /** Every key that no getter asked for is a slip of the writer. */
    void refuseUnknownKeys() {
        for (String key : nodes.keySet()) {
            if (!known.contains(key)) {
                problems.add(at(key), "is not a known field", Suggestion.of(key, known));
            }
        }
    }

    String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private <T> @Nullable T mapping(Node node, String at, Function<Fields, T> read) {
        if (!(node instanceof MappingNode mapping)) {
            problems.addAt(lineOf(node), at, "must hold fields such as id and name", "write them as key: value");
            return null;
        }
        Fields fields = new Fields(mapping, at, problems);
        T value = read.apply(fields);
        fields.refuseUnknownKeys();
        return value;
    }

    private <T> List<T> each(String key, BiFunction<Node, String, @Nullable T> read) {
        Node node = node(key);
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof SequenceNode sequence)) {
            problems.add(at(key), "must be a list", "put a dash before each entry");
            return List.of();
        }
        List<T> values = new ArrayList<>();
        for (int index = 0; index < sequence.getValue().size(); index++) {
            Node item = sequence.getValue().get(index);
            String at = at(key) + "[" + index + "]";
            problems.place(at, lineOf(item));
            T value = read.apply(item, at);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private @Nullable Node node(String key) {
        known.add(key);
        Node node = nodes.get(key);
        return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL) ? null : node;
    }
}

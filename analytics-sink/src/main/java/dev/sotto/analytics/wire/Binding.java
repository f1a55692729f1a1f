package dev.sotto.analytics.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts values in the place of {@code $1}, {@code $2}, as literals: the gate then judges the whole statement, values
 * included, and the engine need not be told types it cannot guess.
 */
final class Binding {

    /** What may hold a dollar that is no parameter comes first. */
    private static final Pattern PART = Pattern.compile(
            "'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\\n]*|/\\*.*?\\*/|\\$([A-Za-z_]*)\\$.*?\\$\\1\\$|\\$(\\d{1,4})",
            Pattern.DOTALL);

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

    private Binding() {}

    /** How many parameters a statement speaks of. */
    static int count(String sql) {
        int highest = 0;
        for (Matcher part = PART.matcher(sql); part.find(); ) {
            if (part.group(2) != null) {
                highest = Math.max(highest, Integer.parseInt(part.group(2)));
            }
        }
        return highest;
    }

    /**
     * @param literals as SQL, the first for {@code $1}
     * @throws IllegalArgumentException when the statement speaks of more
     */
    static String fill(String sql, List<String> literals) {
        return PART.matcher(sql)
                .replaceAll(part -> Matcher.quoteReplacement(
                        part.group(2) == null ? part.group() : literal(literals, Integer.parseInt(part.group(2)))));
    }

    private static String literal(List<String> literals, int number) {
        if (number < 1 || number > literals.size()) {
            throw new IllegalArgumentException("there is no value for $" + number);
        }
        return literals.get(number - 1);
    }

    /**
     * A value as it came, as SQL.
     *
     * @throws IllegalArgumentException when it is not what it says it is
     */
    static String literal(byte @Nullable [] value, boolean binary, int type) {
        if (value == null) {
            return "null";
        }
        if (!binary) {
            return fromText(new String(value, StandardCharsets.UTF_8), type);
        }
        ByteBuffer bytes = ByteBuffer.wrap(value);
        return switch (type) {
            case 16 -> String.valueOf(bytes.get() != 0);
            case 21 -> "(" + bytes.getShort() + ")";
            case 23, 26 -> "(" + bytes.getInt() + ")";
            case 20 -> "(" + bytes.getLong() + ")";
            case 700 -> quoted(String.valueOf(bytes.getFloat())) + "::float";
            case 701 -> quoted(String.valueOf(bytes.getDouble())) + "::double";
            case 25, 1043, 0 -> quoted(new String(value, StandardCharsets.UTF_8));
            default -> throw new IllegalArgumentException("a binary value of type " + type + " is not understood");
        };
    }

    private static String fromText(String text, int type) {
        return switch (type) {
            case 20, 21, 23, 26, 700, 701, 1700 -> {
                if (!NUMBER.matcher(text).matches()) {
                    throw new IllegalArgumentException("'" + text + "' is no number");
                }
                yield "(" + text + ")";
            }
            case 16 -> quoted(text) + "::boolean";
            case 1082 -> quoted(text) + "::date";
            case 1114 -> quoted(text) + "::timestamp";
            case 1184 -> quoted(text) + "::timestamptz";
            default -> quoted(text);
        };
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''").replace("\0", "") + "'";
    }
}

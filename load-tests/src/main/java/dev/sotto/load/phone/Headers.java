package dev.sotto.load.phone;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The header fields of a SIP message in their order, found by long or compact name. */
record Headers(List<Header> fields) {
    /** RFC 3261 section 20: the one-letter names of the fields a phone reads. */
    private static final Map<String, String> LONG_NAMES = Map.of(
            "v",
            "via",
            "f",
            "from",
            "t",
            "to",
            "i",
            "call-id",
            "m",
            "contact",
            "l",
            "content-length",
            "c",
            "content-type",
            "k",
            "supported",
            "s",
            "subject");

    record Header(String name, String value) {}

    Headers {
        fields = List.copyOf(fields);
    }

    static Headers of(String... namesAndValues) {
        List<Header> fields = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(new Header(namesAndValues[i], namesAndValues[i + 1]));
        }
        return new Headers(fields);
    }

    Headers and(String name, String value) {
        List<Header> more = new ArrayList<>(fields);
        more.add(new Header(name, value));
        return new Headers(more);
    }

    List<Header> named(String name) {
        return fields.stream()
                .filter(field -> canonical(field.name()).equals(canonical(name)))
                .toList();
    }

    Optional<String> first(String name) {
        return named(name).stream().map(Header::value).findFirst();
    }

    String required(String name) {
        return first(name).orElseThrow(() -> new MalformedSip("it has no " + name + " header"));
    }

    /** Every value of a field, a comma-separated line being several. */
    List<String> all(String name) {
        return named(name).stream()
                .flatMap(field -> values(field.value()).stream())
                .toList();
    }

    private static String canonical(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return LONG_NAMES.getOrDefault(lower, lower);
    }

    /** Splits at the commas that stand outside of quotes and angle brackets. */
    private static List<String> values(String line) {
        List<String> values = new ArrayList<>();
        boolean quoted = false;
        boolean bracketed = false;
        int start = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && !bracketed) {
                quoted = !quoted;
            } else if (!quoted && (c == '<' || c == '>')) {
                bracketed = c == '<';
            } else if (c == ',' && !quoted && !bracketed) {
                values.add(line.substring(start, i).strip());
                start = i + 1;
            }
        }
        values.add(line.substring(start).strip());
        return values;
    }
}

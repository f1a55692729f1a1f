package dev.sotto.gateway.sip;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The headers of a message in the order they came: routing depends on that order, names do not depend on case. */
public record Headers(List<Header> lines) implements Iterable<Header> {

    static final Headers NONE = new Headers(List.of());

    public Headers {
        lines = List.copyOf(lines);
    }

    public @Nullable String first(String name) {
        for (Header line : lines) {
            if (line.name().equalsIgnoreCase(name)) {
                return line.value();
            }
        }
        return null;
    }

    public List<String> all(String name) {
        return lines.stream()
                .filter(line -> line.name().equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }

    /** The comma-separated tokens of every line of that name, as {@code Require} and {@code Supported} carry them. */
    List<String> tokens(String name) {
        return all(name).stream()
                .flatMap(value -> HeaderText.splitAtCommas(value).stream())
                .map(String::strip)
                .filter(token -> !token.isEmpty())
                .toList();
    }

    Headers and(String name, String value) {
        List<Header> longer = new ArrayList<>(lines);
        longer.add(new Header(name, value));
        return new Headers(longer);
    }

    Headers and(Headers others) {
        List<Header> longer = new ArrayList<>(lines);
        longer.addAll(others.lines);
        return new Headers(longer);
    }

    @Override
    public Iterator<Header> iterator() {
        return lines.iterator();
    }
}

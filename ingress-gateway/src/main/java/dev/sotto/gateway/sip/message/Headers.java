package dev.sotto.gateway.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a message in the order they came: routing depends on that order, names do not depend on case. Those
 * of a received message stay where they are in its bytes until somebody asks for one.
 */
public final class Headers implements Iterable<Header> {

    public static final Headers NONE = new Headers(new byte[0], new String[0], new int[0], 0);

    /** Real calls carry 10 to 40 lines; beyond this somebody is making us work. */
    static final int MAX_LINES = 256;

    private final byte[] bytes;
    private String[] names;
    /** Of each: where its value starts and ends. */
    private int[] spans;

    private int size;

    private Headers(byte[] bytes, String[] names, int[] spans, int size) {
        this.bytes = bytes;
        this.names = names;
        this.spans = spans;
        this.size = size;
    }

    /** Headers to be found in {@code bytes}; the parser adds them. */
    static Headers in(byte[] bytes) {
        return new Headers(bytes, new String[16], new int[32], 0);
    }

    public static Headers of(List<Header> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.value()));
        Headers headers = in(text.toString().getBytes(StandardCharsets.UTF_8));
        int at = 0;
        for (Header line : lines) {
            int length = line.value().getBytes(StandardCharsets.UTF_8).length;
            headers.add(line.name(), at, at + length);
            at += length;
        }
        return headers;
    }

    /** The same places in a copy of the bytes. */
    Headers movedTo(byte[] copy) {
        return new Headers(copy, names, spans, size);
    }

    void add(String name, int from, int to) {
        if (size == names.length) {
            names = Arrays.copyOf(names, 2 * size);
            spans = Arrays.copyOf(spans, 4 * size);
        }
        names[size] = name;
        spans[2 * size] = from;
        spans[2 * size + 1] = to;
        size++;
    }

    public int size() {
        return size;
    }

    String name(int index) {
        return names[index];
    }

    Cursor cursor(int index) {
        return new Cursor(bytes, spans[2 * index], spans[2 * index + 1]);
    }

    public String value(int index) {
        int from = spans[2 * index];
        return new String(bytes, from, spans[2 * index + 1] - from, StandardCharsets.UTF_8);
    }

    @SuppressWarnings("ReferenceEquality") // the names of well-known headers are kept once
    private boolean isNamed(int index, String name) {
        return names[index] == name || names[index].equalsIgnoreCase(name);
    }

    /** Where the first of that name stands, −1 when there is none. */
    int indexOf(String name) {
        for (int i = 0; i < size; i++) {
            if (isNamed(i, name)) {
                return i;
            }
        }
        return -1;
    }

    public boolean has(String name) {
        return indexOf(name) >= 0;
    }

    public @Nullable String first(String name) {
        int index = indexOf(name);
        return index < 0 ? null : value(index);
    }

    public List<String> all(String name) {
        List<String> values = new ArrayList<>(2);
        for (int i = 0; i < size; i++) {
            if (isNamed(i, name)) {
                values.add(value(i));
            }
        }
        return values;
    }

    /** The comma-separated elements of every line of that name, as {@code Require} and {@code Route} carry them. */
    public List<String> tokens(String name) {
        List<String> tokens = new ArrayList<>(2);
        for (String value : all(name)) {
            for (String token : splitAtCommas(value)) {
                if (!token.isBlank()) {
                    tokens.add(token.strip());
                }
            }
        }
        return tokens;
    }

    /** Commas inside quotes and angle brackets belong to the element. */
    public static List<String> splitAtCommas(String text) {
        List<String> parts = new ArrayList<>(2);
        int start = 0;
        boolean quoted = false;
        boolean bracketed = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '<' || c == '>')) {
                bracketed = c == '<';
            } else if (c == ',' && !quoted && !bracketed) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    /** Those of these names only; names in their usual writing. */
    public Headers only(Set<String> wanted) {
        Headers some = in(bytes);
        for (int i = 0; i < size; i++) {
            if (wanted.contains(names[i])) {
                some.add(names[i], spans[2 * i], spans[2 * i + 1]);
            }
        }
        return some;
    }

    public Headers without(String name) {
        Headers rest = in(bytes);
        for (int i = 0; i < size; i++) {
            if (!isNamed(i, name)) {
                rest.add(names[i], spans[2 * i], spans[2 * i + 1]);
            }
        }
        return rest;
    }

    public Headers and(String name, String value) {
        return and(of(List.of(new Header(name, value))));
    }

    public Headers and(Headers others) {
        byte[] both = Arrays.copyOf(bytes, bytes.length + others.bytes.length);
        System.arraycopy(others.bytes, 0, both, bytes.length, others.bytes.length);
        Headers longer = in(both);
        for (int i = 0; i < size; i++) {
            longer.add(names[i], spans[2 * i], spans[2 * i + 1]);
        }
        for (int i = 0; i < others.size; i++) {
            longer.add(others.names[i], bytes.length + others.spans[2 * i], bytes.length + others.spans[2 * i + 1]);
        }
        return longer;
    }

    public List<Header> lines() {
        List<Header> lines = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            lines.add(new Header(names[i], value(i)));
        }
        return lines;
    }

    void writeValue(int index, Ink out) {
        out.bytes(bytes, spans[2 * index], spans[2 * index + 1]);
    }

    @Override
    public Iterator<Header> iterator() {
        return lines().iterator();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Headers headers && headers.lines().equals(lines());
    }

    @Override
    public int hashCode() {
        return lines().hashCode();
    }

    @Override
    public String toString() {
        return lines().toString();
    }
}

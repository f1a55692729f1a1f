package dev.sotto.gateway.sip;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The {@code ;name=value} tail of a header or an address; a flag such as {@code rport} has an empty value. */
public record Parameters(Map<String, String> values) {

    static final Parameters NONE = new Parameters(Map.of());

    public Parameters {
        values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    static Parameters parse(List<String> parts) throws SipSyntaxException {
        Map<String, String> values = new LinkedHashMap<>();
        for (String part : parts) {
            int equals = part.indexOf('=');
            String name = (equals < 0 ? part : part.substring(0, equals)).strip();
            String value = equals < 0 ? "" : part.substring(equals + 1).strip();
            if (!isName(name)) {
                throw new SipSyntaxException("a parameter has no proper name");
            }
            if (equals >= 0 && !isValue(value)) {
                throw new SipSyntaxException("the value of parameter " + name + " is malformed");
            }
            if (values.putIfAbsent(name.toLowerCase(Locale.ROOT), value) != null) {
                throw new SipSyntaxException("parameter " + name + " is given twice");
            }
        }
        return new Parameters(values);
    }

    /** Uri parameters may carry a few characters that a token may not (RFC 3261 §25.1, paramchar). */
    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.chars().allMatch(c -> HeaderText.isTokenCharacter(c) || "[]/:&$()".indexOf(c) >= 0);
    }

    private static boolean isValue(String value) throws SipSyntaxException {
        if (value.startsWith("\"")) {
            return HeaderText.endOfQuoted(value, 0) == value.length();
        }
        return !value.isEmpty() && value.chars().noneMatch(c -> HeaderText.isSpace(c) || "\"<>,;=?".indexOf(c) >= 0);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    @Nullable
    String get(String name) {
        return values.get(name);
    }

    String getOrEmpty(String name) {
        return Objects.requireNonNullElse(values.get(name), "");
    }

    Parameters with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Parameters(more);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) -> {
            text.append(';').append(name);
            if (!value.isEmpty()) {
                text.append('=').append(value);
            }
        });
        return text.toString();
    }
}

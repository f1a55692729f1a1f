package dev.sotto.gateway.digest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a registrar asks before it believes us, one {@code WWW-Authenticate} or {@code Proxy-Authenticate}. Quoted values
 * are kept as they stood between the quotes, which is how RFC 7616 hashes and repeats them.
 *
 * @param algorithm null when it is none we know
 * @param qop the qualities of protection offered, empty in the old form of RFC 2069
 * @param stale the nonce was too old, the password is not in question
 */
record Challenge(
        String realm,
        String nonce,
        @Nullable String opaque,
        @Nullable DigestAlgorithm algorithm,
        List<String> qop,
        boolean stale) {

    /** Nonces of real registrars have 20 to 150 characters; a longer field is somebody making us carry it. */
    static final int LONGEST = 1024;

    private static final String SCHEME = "digest ";

    /** Null when it is no digest challenge that can be read; such a header is passed over (RFC 7616 §3.7). */
    static @Nullable Challenge parse(String header) {
        if (header.length() > 4 * LONGEST || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return null;
        }
        Map<String, String> fields = fields(header.substring(SCHEME.length()));
        String realm = fields.get("realm");
        String nonce = fields.get("nonce");
        if (realm == null || nonce == null || nonce.isEmpty() || tooLong(fields)) {
            return null;
        }
        List<String> qop = Stream.of(fields.getOrDefault("qop", "").split(",", -1))
                .map(one -> one.strip().toLowerCase(Locale.ROOT))
                .filter(one -> !one.isEmpty())
                .toList();
        return new Challenge(
                realm,
                nonce,
                fields.get("opaque"),
                DigestAlgorithm.named(fields.getOrDefault("algorithm", "MD5")),
                qop,
                fields.getOrDefault("stale", "").equalsIgnoreCase("true"));
    }

    private static boolean tooLong(Map<String, String> fields) {
        return fields.values().stream().anyMatch(value -> value.length() > LONGEST);
    }

    /** The protection we would answer with: null for the old form, empty when none of those offered is ours. */
    @Nullable
    String protection() {
        if (qop.isEmpty()) {
            return null;
        }
        return qop.contains("auth") ? "auth" : qop.contains("auth-int") ? "auth-int" : "";
    }

    boolean isAnswerable() {
        return algorithm != null && !Objects.equals(protection(), "");
    }

    Challenge withNonce(String next) {
        return new Challenge(realm, next, opaque, algorithm, qop, false);
    }

    /** {@code name=value} and {@code name="value"} between commas; the first of a name counts, the rest is ignored. */
    static Map<String, String> fields(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        int at = 0;
        while (at < text.length()) {
            int equals = text.indexOf('=', at);
            if (equals < 0) {
                return fields;
            }
            int nameFrom = Math.max(at, text.lastIndexOf(',', equals) + 1);
            String name = text.substring(nameFrom, equals).strip().toLowerCase(Locale.ROOT);
            int start = equals + 1;
            while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
                start++;
            }
            boolean quoted = start < text.length() && text.charAt(start) == '"';
            int end = quoted ? closingQuote(text, start + 1) : comma(text, start);
            fields.putIfAbsent(
                    name,
                    quoted
                            ? text.substring(start + 1, end)
                            : text.substring(start, end).strip());
            at = comma(text, end) + 1;
        }
        return fields;
    }

    private static int closingQuote(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == '"') {
                return i;
            }
        }
        return text.length();
    }

    private static int comma(String text, int from) {
        int comma = text.indexOf(',', Math.min(from, text.length()));
        return comma < 0 ? text.length() : comma;
    }
}

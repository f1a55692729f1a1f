package dev.sotto.gateway.digest;

import org.jspecify.annotations.Nullable;

/**
 * The sums of RFC 7616 §3.4 for one request.
 *
 * @param qop null in the old form of RFC 2069, which counts nothing
 * @param count how often this nonce was answered, this time included
 */
record Digest(
        DigestAlgorithm algorithm,
        String realm,
        String nonce,
        @Nullable String opaque,
        @Nullable String qop,
        String cnonce,
        int count) {

    String response(Login login, String method, String uri, String body) {
        return response(login, method + ":" + uri, body);
    }

    /** What the other end must show to prove that it knows the password too (RFC 7616 §3.5). */
    String proofOfTheOther(Login login, String uri, String body) {
        return response(login, ":" + uri, body);
    }

    private String response(Login login, String asked, String body) {
        String what = "auth-int".equals(qop) ? asked + ":" + algorithm.hash(body) : asked;
        String counted = qop == null ? nonce : String.join(":", nonce, nonceCount(), cnonce, qop);
        return algorithm.hash(secret(login) + ":" + counted + ":" + algorithm.hash(what));
    }

    private String secret(Login login) {
        String plain = algorithm.hash(login.user() + ":" + realm + ":" + login.password());
        return algorithm.isSession() ? algorithm.hash(plain + ":" + nonce + ":" + cnonce) : plain;
    }

    private String nonceCount() {
        return String.format("%08x", count);
    }

    /** The value of an {@code Authorization} or {@code Proxy-Authorization} header. */
    String header(Login login, String method, String uri, String body) {
        StringBuilder text = new StringBuilder("Digest username=\"")
                .append(escaped(login.user()))
                .append("\", realm=\"")
                .append(realm)
                .append("\", nonce=\"")
                .append(nonce)
                .append("\", uri=\"")
                .append(uri)
                .append("\", response=\"")
                .append(response(login, method, uri, body))
                .append("\", algorithm=")
                .append(algorithm);
        if (opaque != null) {
            text.append(", opaque=\"").append(opaque).append('"');
        }
        if (qop != null || algorithm.isSession()) {
            text.append(", cnonce=\"").append(cnonce).append('"');
        }
        if (qop != null) {
            text.append(", qop=").append(qop).append(", nc=").append(nonceCount());
        }
        return text.toString();
    }

    private static String escaped(String user) {
        return user.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}

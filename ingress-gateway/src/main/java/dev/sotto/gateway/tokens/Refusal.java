package dev.sotto.gateway.tokens;

import org.jspecify.annotations.Nullable;

/** Why somebody is not let in, as RFC 6750 §3.1 classifies it; the words never repeat what was shown. */
public enum Refusal {
    MISSING(
            401,
            null,
            "No token was shown: send it as Authorization: Bearer, or offer the subprotocol bearer.<token>."),
    IN_ADDRESS(
            400,
            "invalid_request",
            "A token must not stand in the address, where logs keep it: send it as Authorization: Bearer, or offer the"
                    + " subprotocol bearer.<token>. Take the one you sent for known to others and get a new one."),
    TWICE(400, "invalid_request", "More than one token was shown: show one, in one place."),
    MALFORMED(401, "invalid_token", "The token is no signed JWT in compact form."),
    TOO_LONG(401, "invalid_token", "The token is longer than any this gateway accepts."),
    UNKNOWN_ISSUER(401, "invalid_token", "The token's issuer is not known here."),
    ALGORITHM(401, "invalid_token", "The token's issuer may not sign with this algorithm."),
    UNKNOWN_KEY(401, "invalid_token", "The token's issuer publishes no such key for this algorithm."),
    SIGNATURE(401, "invalid_token", "The token's signature is wrong."),
    CLAIMS(401, "invalid_token", "The token lacks a claim it needs, or one is malformed: jti, sub, restaurant, exp."),
    AUDIENCE(401, "invalid_token", "The token is meant for somebody else."),
    EXPIRED(401, "invalid_token", "The token has expired."),
    NOT_YET(401, "invalid_token", "The token is not valid yet."),
    REVOKED(401, "invalid_token", "The token or its device was revoked."),
    SCOPE(403, "insufficient_scope", "The token does not open an earpiece line."),
    RESTAURANT(403, "insufficient_scope", "The token's issuer does not speak for this restaurant."),
    NOT_READY(503, null, "The gateway does not know yet which tokens were revoked: try again in a moment.");

    private final int status;
    private final @Nullable String error;
    private final String words;

    Refusal(int status, @Nullable String error, String words) {
        this.status = status;
        this.error = error;
        this.words = words;
    }

    /** The HTTP status it is answered with. */
    public int status() {
        return status;
    }

    public String words() {
        return words;
    }

    /** The challenge of RFC 6750 §3; a request that showed nothing is not told of an error. */
    public String challenge() {
        return error == null
                ? "Bearer realm=\"sotto\""
                : "Bearer realm=\"sotto\", error=\"" + error + "\", error_description=\"" + words + "\"";
    }
}

package dev.sotto.orders.identity;

/** Why somebody is not known here. The words never repeat what was shown, nor tell a forger how close he came. */
public enum Refusal {
    MISSING("Send a valid token: Authorization: Bearer …"),
    INVALID("This token is not valid here. Send a valid token: Authorization: Bearer …"),
    EXPIRED("This token has expired. Get a new one."),
    REVOKED("This token was revoked."),
    /** Nobody knows yet who was revoked, or the provider's keys could not be read yet. */
    NOT_READY("It cannot be told yet whether this token is good. Try again in a moment.");

    private final String words;

    Refusal(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** The challenge of RFC 6750 §3; a request that showed nothing is not told of an error. */
    public String challenge() {
        return this == MISSING ? "Bearer realm=\"sotto\"" : "Bearer realm=\"sotto\", error=\"invalid_token\"";
    }
}

package dev.sotto.orders.pairing;

/** What a waiting device is told; but for the grant, an error of RFC 8628 §3.5 or RFC 6749 §5.2. */
sealed interface Polled {

    record Granted(Grant grant) implements Polled {}

    /** @param error as the standard names it */
    record NotYet(String error, String words) implements Polled {}

    Polled PENDING = new NotYet("authorization_pending", "Nobody has approved this device yet.");
    Polled SLOWER = new NotYet("slow_down", "Ask five seconds less often.");
    Polled DENIED = new NotYet("access_denied", "A manager has refused this device.");
    Polled EXPIRED = new NotYet("expired_token", "The code is too old. Ask for another one.");
    Polled UNKNOWN = new NotYet("invalid_grant", "This is good no longer. Pair the device anew.");
}

package dev.sotto.gateway.sip.message;

import java.util.Set;

/** The methods the RFCs have defined. */
public final class Methods {

    private static final String[] ALL = {
        "INVITE",
        "ACK",
        "BYE",
        "CANCEL",
        "OPTIONS",
        "REGISTER",
        "INFO",
        "UPDATE",
        "PRACK",
        "SUBSCRIBE",
        "NOTIFY",
        "MESSAGE",
        "REFER",
        "PUBLISH"
    };

    private static final Set<String> KNOWN = Set.of(ALL);

    static final Words WORDS = new Words(false, ALL);

    private Methods() {}

    public static boolean isKnown(String method) {
        return KNOWN.contains(method);
    }
}

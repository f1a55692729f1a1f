package dev.sotto.gateway.sdp;

import dev.sotto.gateway.rtp.srtp.CryptoSuite;
import dev.sotto.gateway.rtp.srtp.MasterKey;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A way to protect the sound, with the key its writer will send under: {@code a=crypto} of RFC 4568. */
record CryptoLine(int tag, CryptoSuite suite, MasterKey key) {

    /** A tag, a suite, one key with perhaps a lifetime, and session parameters. */
    private static final Pattern FORM = Pattern.compile(
            "([0-9]{1,9}) +(\\S+) +inline:([A-Za-z0-9+/=]+)(?:\\|(?:2\\^[0-9]{1,2}|[0-9]+))?(?: +(.*))?");

    /**
     * Null when it is malformed or asks for what we do not do: another suite, several keys, a master key index, or a
     * session parameter that changes what is protected (RFC 4568 §6.3 lets only WSH be passed over).
     */
    static @Nullable CryptoLine parse(String value) {
        Matcher form = FORM.matcher(value.strip());
        if (!form.matches()) {
            return null;
        }
        String parameters = form.group(4);
        CryptoSuite suite = suite(form.group(2));
        MasterKey key = MasterKey.parse(form.group(3));
        boolean understood = parameters == null || parameters.isBlank() || parameters.matches("WSH=[0-9]+\\s*");
        return suite == null || key == null || !understood
                ? null
                : new CryptoLine(Integer.parseInt(form.group(1)), suite, key);
    }

    private static @Nullable CryptoSuite suite(String name) {
        for (CryptoSuite suite : CryptoSuite.values()) {
            if (suite.name().equals(name)) {
                return suite;
            }
        }
        return null;
    }

    /** The line with which we take this one, under a key of our own. */
    String answeredWith(MasterKey ours) {
        return "a=crypto:" + tag + " " + suite + " inline:" + ours.base64() + "\r\n";
    }
}

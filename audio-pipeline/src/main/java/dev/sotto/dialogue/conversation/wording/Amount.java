package dev.sotto.dialogue.conversation.wording;

import java.util.Currency;
import java.util.Map;

/** Sums of money as people say them: 23 euros 50. */
public final class Amount {
    private record Names(String one, String many, String smallOne, String smallMany) {}

    private static final Map<String, Names> ENGLISH = Map.of(
            "EUR", new Names("euro", "euros", "cent", "cents"),
            "USD", new Names("dollar", "dollars", "cent", "cents"),
            "CAD", new Names("dollar", "dollars", "cent", "cents"),
            "GBP", new Names("pound", "pounds", "penny", "pence"),
            "CHF", new Names("franc", "francs", "cent", "cents"));
    private static final Map<String, Names> FRENCH = Map.of(
            "EUR", new Names("euro", "euros", "centime", "centimes"),
            "USD", new Names("dollar", "dollars", "cent", "cents"),
            "CAD", new Names("dollar", "dollars", "cent", "cents"),
            "GBP", new Names("livre", "livres", "penny", "pence"),
            "CHF", new Names("franc", "francs", "centime", "centimes"));

    private Amount() {}

    /** In minor units of an ISO 4217 currency. */
    public static String spoken(long minor, String currency, boolean french) {
        Names names =
                (french ? FRENCH : ENGLISH).getOrDefault(currency, new Names(currency, currency, "cent", "cents"));
        long unit = unit(currency);
        long whole = minor / unit;
        long small = minor % unit;
        String wholes = whole + " " + (one(whole, french) ? names.one() : names.many());
        String smalls = small + " " + (one(small, french) ? names.smallOne() : names.smallMany());
        if (small == 0) {
            return wholes;
        }
        if (whole == 0) {
            return smalls;
        }
        // "1 euro 5" would be heard as 1.50.
        return small < 10 ? wholes + (french ? " et " : " and ") + smalls : wholes + " " + small;
    }

    private static boolean one(long count, boolean french) {
        return count == 1 || (french && count == 0);
    }

    private static long unit(String currency) {
        int decimals = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        return Math.round(Math.pow(10, decimals));
    }
}

package dev.sotto.analytics.reconcile;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Sums of money, which can only be added up within one currency. */
public final class Money {

    /** Where an order is missing, so is its currency. */
    static final String NONE = "-";

    private static final int USUAL_DIGITS = 2;

    private Money() {}

    /** @param text {@code EUR 1900,USD 250} */
    static Map<String, Long> parse(String text) {
        Map<String, Long> totals = new TreeMap<>();
        for (String each : text.split(",", -1)) {
            int blank = each.indexOf(' ');
            String currency = each.substring(0, blank);
            if (!currency.equals(NONE)) {
                totals.put(currency, Long.parseLong(each.substring(blank + 1)));
            }
        }
        return totals;
    }

    static Map<String, Long> added(List<Map<String, Long>> all) {
        Map<String, Long> sum = new TreeMap<>();
        all.forEach(each -> each.forEach((currency, minor) -> sum.merge(currency, minor, Long::sum)));
        return sum;
    }

    /** As people write it: {@code 19.00 EUR + 2.50 USD}. */
    public static String said(Map<String, Long> totals) {
        return totals.isEmpty()
                ? "nothing"
                : totals.entrySet().stream()
                        .map(total -> said(total.getValue(), total.getKey()))
                        .collect(Collectors.joining(" + "));
    }

    static String said(long minor, String currency) {
        return String.format(
                Locale.ROOT,
                "%s %s",
                BigDecimal.valueOf(minor, digits(currency)).toPlainString(),
                currency);
    }

    private static int digits(String currency) {
        try {
            return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        } catch (IllegalArgumentException unknown) {
            return USUAL_DIGITS;
        }
    }
}

package dev.sotto.analytics.reconcile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One side's account of an order, as the comparison's queries write it: {@code 1p,2a 1800 2 3 1750 EUR cancelled} is
 * placed, then amended, 18.00 EUR, two lines of three dishes that add up to 17.50 EUR, and cancelled.
 */
record OrderSaid(Map<String, String> parts) {

    private static final Map<Character, String> EVENTS =
            Map.of('p', "placed", 'a', "amended", 'c', "cancelled", 's', "moved on by the kitchen");

    /** @param beside what the other side says, for the currency where this one knows none */
    static OrderSaid parse(String said, String beside) {
        String[] words = said.split(" ", -1);
        Map<String, String> parts = new LinkedHashMap<>();
        String currency = currency(said).orElse(currency(beside).orElse(""));
        parts.put("events", events(words[0]));
        parts.put("total", money(word(words, 1), currency));
        parts.put("lines", word(words, 2));
        parts.put("dishes", word(words, 3));
        parts.put("sum of the lines", money(word(words, 4), currency));
        parts.put("cancelled", said.endsWith(" cancelled") ? "yes" : "no");
        return new OrderSaid(parts);
    }

    /** What the two say differently, or what the one says of an order the other does not have. */
    static String difference(@Nullable String inPostgres, @Nullable String inLake) {
        if (inPostgres == null) {
            return "only the history has it: " + parse(Objects.requireNonNullElse(inLake, ""), "");
        }
        if (inLake == null) {
            return "only PostgreSQL has it: " + parse(inPostgres, "");
        }
        Map<String, String> other = parse(inLake, inPostgres).parts();
        List<String> differing = new ArrayList<>();
        parse(inPostgres, inLake).parts().forEach((name, here) -> {
            String there = other.getOrDefault(name, "");
            if (!here.equals(there)) {
                differing.add("%s: %s in PostgreSQL, %s in the history".formatted(name, here, there));
            }
        });
        return String.join("; ", differing);
    }

    private static Optional<String> currency(String said) {
        return Optional.of(word(said.split(" ", -1), 5)).filter(word -> word.matches("[A-Z]{3}"));
    }

    private static String events(String versions) {
        List<String> events = new ArrayList<>();
        for (String each : versions.split(",", -1)) {
            events.add(each.isEmpty() ? "nothing" : EVENTS.getOrDefault(each.charAt(each.length() - 1), each));
        }
        return String.join(", then ", events);
    }

    private static String word(String[] words, int nth) {
        return nth < words.length ? words[nth] : "-";
    }

    private static String money(String minor, String currency) {
        return minor.matches("-?[0-9]+")
                ? Money.said(Long.parseLong(minor), currency).strip()
                : "none";
    }

    @Override
    public String toString() {
        return "%s, %s, %s lines, %s dishes%s"
                .formatted(
                        parts.get("events"),
                        parts.get("total"),
                        parts.get("lines"),
                        parts.get("dishes"),
                        "yes".equals(parts.get("cancelled")) ? ", cancelled" : "");
    }
}

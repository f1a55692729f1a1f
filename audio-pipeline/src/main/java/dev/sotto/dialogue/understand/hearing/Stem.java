package dev.sotto.dialogue.understand.hearing;

import java.util.Map;

/** What is left of a word without its plural; a unit in full becomes its sign. */
final class Stem {
    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("ounce", "oz"),
            Map.entry("ounces", "oz"),
            Map.entry("liter", "litre"),
            Map.entry("liters", "litre"),
            Map.entry("litres", "litre"),
            Map.entry("milliliter", "ml"),
            Map.entry("milliliters", "ml"),
            Map.entry("millilitre", "ml"),
            Map.entry("millilitres", "ml"),
            Map.entry("mil", "ml"),
            Map.entry("mils", "ml"),
            Map.entry("mls", "ml"),
            Map.entry("centiliter", "cl"),
            Map.entry("centilitre", "cl"),
            Map.entry("centilitres", "cl"),
            Map.entry("cls", "cl"),
            Map.entry("inches", "inch"),
            Map.entry("grams", "g"),
            Map.entry("gram", "g"),
            Map.entry("grammes", "g"),
            Map.entry("gramme", "g"));

    private Stem() {}

    static String of(String plain, boolean french) {
        return UNITS.getOrDefault(plain, french ? french(plain) : english(plain));
    }

    private static String french(String plain) {
        boolean plural = plain.length() > 3 && (plain.endsWith("s") || plain.endsWith("x"));
        return plural ? plain.substring(0, plain.length() - 1) : plain;
    }

    private static String english(String plain) {
        int length = plain.length();
        if (length < 4) {
            return plain;
        }
        if (plain.endsWith("ies") && length > 4) {
            return plain.substring(0, length - 3) + "y";
        }
        if (plain.endsWith("ie") && length > 4) {
            // So that smoothies, which may be of a smoothy, are of a smoothie too.
            return plain.substring(0, length - 2) + "y";
        }
        if (plain.endsWith("oes") || plain.endsWith("ches") || plain.endsWith("shes") || plain.endsWith("sses")) {
            return plain.substring(0, length - 2);
        }
        return plain.endsWith("s") && !plain.endsWith("ss") && !plain.endsWith("us")
                ? plain.substring(0, length - 1)
                : plain;
    }
}

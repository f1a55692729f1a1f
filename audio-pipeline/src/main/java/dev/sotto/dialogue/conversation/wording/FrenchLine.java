package dev.sotto.dialogue.conversation.wording;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** "Deux verres de riesling", "tarte flambée gratinée": one line of an order as a French waiter reads it back. */
final class FrenchLine {
    private static final List<String> NUMBERS =
            List.of("", "", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze");

    private static final Set<String> MEASURES = Set.of(
            "verre",
            "bouteille",
            "canette",
            "pichet",
            "carafe",
            "tasse",
            "bol",
            "pot",
            "part",
            "pinte",
            "litre",
            "chope",
            "demi-litre",
            "boule",
            "tranche",
            "barquette",
            "cornet");

    private FrenchLine() {}

    static String of(SpokenLine line) {
        StringBuilder text = new StringBuilder();
        int quantity = line.quantity();
        if (quantity > 1) {
            text.append(quantity < NUMBERS.size() ? NUMBERS.get(quantity) : "" + quantity)
                    .append(' ');
        }
        List<String> said = new ArrayList<>();
        if (line.size() != null) {
            said.add(line.size());
        }
        said.addAll(line.choices());
        String measure = said.stream().filter(FrenchLine::isMeasure).findFirst().orElse(null);
        if (measure != null) {
            said.remove(measure);
            text.append(quantity > 1 ? plural(measure) : measure).append(of(line.item()));
        }
        text.append(line.item());
        said.forEach(choice -> text.append(' ').append(choice));
        if (!line.with().isEmpty()) {
            text.append(" avec ").append(EnglishWording.joined(line.with(), " et "));
        }
        if (!line.without().isEmpty()) {
            text.append(" sans ").append(String.join(" ni ", line.without()));
        }
        return text.toString();
    }

    /** "Verre", "pichet 25 cl": so much of a dish. */
    private static boolean isMeasure(String choice) {
        return MEASURES.contains(first(choice).toLowerCase(Locale.ROOT));
    }

    private static String first(String words) {
        int space = words.indexOf(' ');
        return space < 0 ? words : words.substring(0, space);
    }

    private static String plural(String measure) {
        String noun = first(measure);
        return noun + (noun.endsWith("s") || noun.endsWith("x") ? "" : "s") + measure.substring(noun.length());
    }

    private static String of(String item) {
        return "aeiouyéèêâîôûœh".indexOf(Character.toLowerCase(item.charAt(0))) >= 0 ? " d'" : " de ";
    }
}

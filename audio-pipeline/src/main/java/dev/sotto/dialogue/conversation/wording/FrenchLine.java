package dev.sotto.dialogue.conversation.wording;

import dev.sotto.dialogue.conversation.wording.FrenchNouns.Gender;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** "Deux verres de riesling", "une grande tarte flambée gratinée": one line of an order as a French waiter reads it back. */
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
        boolean several = line.quantity() > 1;
        List<String> said = new ArrayList<>();
        if (line.size() != null) {
            said.add(line.size());
        }
        said.addAll(line.choices());
        String measure = said.stream().filter(FrenchLine::isMeasure).findFirst().orElse(null);
        said.remove(measure);
        Gender gender = FrenchNouns.of(measure == null ? line.item() : measure, measure == null ? said : List.of());
        boolean plural = measure == null && FrenchNouns.isPlural(line.item());
        StringBuilder text = new StringBuilder(number(line.quantity(), plural ? null : gender));
        if (measure != null) {
            text.append(several ? FrenchNouns.plural(measure) : measure).append(of(line.item()));
            text.append(line.item());
        } else {
            describe(text, line.item(), said, gender, several || plural);
        }
        said.forEach(choice -> text.append(' ').append(choice));
        if (!line.with().isEmpty()) {
            text.append(" avec ").append(EnglishWording.joined(line.with(), " et "));
        }
        if (!line.without().isEmpty()) {
            text.append(" sans ").append(String.join(" ni ", line.without()));
        }
        return text.toString();
    }

    /** "Un", "une" where the gender is known, else nothing; "deux". */
    private static String number(int quantity, @Nullable Gender gender) {
        if (quantity > 1) {
            return (quantity < NUMBERS.size() ? NUMBERS.get(quantity) : "" + quantity) + " ";
        }
        return gender == null ? "" : gender == Gender.FEMININE ? "une " : "un ";
    }

    /** "Grande pizza", "pizza moyenne": with the choices that agree with it, which are said then. */
    private static void describe(
            StringBuilder text, String item, List<String> said, @Nullable Gender gender, boolean several) {
        if (gender != null) {
            said.replaceAll(choice -> FrenchNouns.agreeing(choice, gender, several));
        }
        String front = gender == null
                ? null
                : said.stream().filter(FrenchNouns::standsInFront).findFirst().orElse(null);
        if (front != null) {
            said.remove(front);
            text.append(front).append(' ');
        }
        text.append(several && gender != null ? FrenchNouns.plural(item) : item);
    }

    /** "Verre", "pichet 25 cl": so much of a dish. */
    private static boolean isMeasure(String choice) {
        return MEASURES.contains(FrenchNouns.first(choice).toLowerCase(Locale.ROOT));
    }

    private static String of(String item) {
        return "aeiouyéèêâîôûœh".indexOf(Character.toLowerCase(item.charAt(0))) >= 0 ? " d'" : " de ";
    }
}

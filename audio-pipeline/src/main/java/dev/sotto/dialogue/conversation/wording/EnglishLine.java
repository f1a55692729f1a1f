package dev.sotto.dialogue.conversation.wording;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** "Two half pounds of brisket, moist, with pickles": one line of an order as an English waiter reads it back. */
final class EnglishLine {
    private static final List<String> NUMBERS = List.of(
            "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");

    private static final Set<String> MEASURES = Set.of(
            "pound", "ounce", "glass", "bottle", "can", "carton", "cup", "mug", "pint", "quart", "pot", "pitcher",
            "carafe", "jug", "flask", "bowl", "slice", "litre", "liter", "dozen", "scoop");

    private EnglishLine() {}

    static String of(SpokenLine line) {
        int quantity = line.quantity();
        StringBuilder text = new StringBuilder(quantity < NUMBERS.size() ? NUMBERS.get(quantity) : "" + quantity);
        List<String> choices = new ArrayList<>(line.choices());
        String measure =
                choices.stream().filter(EnglishLine::isMeasure).findFirst().orElse(null);
        choices.remove(measure);
        String size = line.size();
        if (size != null && measure == null && isMeasure(size)) {
            measure = size;
        } else if (size != null) {
            text.append(' ').append(size);
        }
        if (measure != null) {
            text.append(' ')
                    .append(quantity > 1 ? plural(measure) : measure)
                    .append(" of ")
                    .append(line.item());
        } else {
            text.append(' ').append(quantity > 1 ? plural(line.item()) : line.item());
        }
        choices.forEach(choice -> text.append(", ").append(choice));
        String parted = choices.isEmpty() ? "" : ",";
        if (!line.with().isEmpty()) {
            text.append(parted).append(" with ").append(EnglishWording.joined(line.with(), " and "));
        }
        if (!line.without().isEmpty()) {
            text.append(line.with().isEmpty() ? parted + " without " : " and without ")
                    .append(EnglishWording.joined(line.without(), " or "));
        }
        return text.toString();
    }

    /** "Half pound", "full pot": so much of a dish. */
    private static boolean isMeasure(String choice) {
        return MEASURES.contains(choice.substring(choice.lastIndexOf(' ') + 1).toLowerCase(Locale.ROOT));
    }

    private static String plural(String item) {
        if (item.endsWith("s") && !item.endsWith("ss")) {
            return item;
        }
        boolean hissing = item.endsWith("sh") || item.endsWith("ch") || item.endsWith("x") || item.endsWith("ss");
        return item + (hissing ? "es" : "s");
    }
}

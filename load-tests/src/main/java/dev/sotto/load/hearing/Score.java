package dev.sotto.load.hearing;

import java.util.Locale;

/** What became of the recordings of one condition. */
final class Score {
    private int orders;
    private int refused;
    private int wrong;
    private int items;
    private int itemsWrong;
    private int unrelated;
    private int accepted;
    private int clips;
    private int cut;
    private WordErrors words = WordErrors.NONE;

    void add(Sentence said, Recogniser.Heard heard) {
        clips++;
        cut += heard.turns() > 1 ? 1 : 0;
        if (said.isUnrelated()) {
            unrelated++;
            accepted += heard.texts().isEmpty() ? 0 : 1;
            return;
        }
        orders++;
        if (heard.texts().isEmpty()) {
            refused++;
            return;
        }
        words = words.plus(WordErrors.between(said.words(), heard.text()));
        String text = " " + String.join(" ", WordErrors.words(heard.text())) + " ";
        long missing = said.items().stream()
                .filter(item -> !text.contains(" " + item + " "))
                .count();
        items += said.items().size();
        itemsWrong += (int) missing;
        wrong += missing > 0 ? 1 : 0;
    }

    /** One row of the table; a part nobody said is a dash. */
    String row(String condition) {
        return "| " + condition + " | " + clips + " | " + percent(words.wrong(), words.said()) + " | "
                + percent(itemsWrong, items) + " | " + percent(wrong, orders - refused) + " | "
                + percent(refused, orders) + " | " + percent(accepted, unrelated) + " | " + percent(cut, clips) + " |";
    }

    static String heading() {
        return """
                | condition | recordings | words wrong | items wrong | orders with an item wrong | good orders refused | unrelated speech taken | cut in two |
                |---|---|---|---|---|---|---|---|""";
    }

    private static String percent(int part, int whole) {
        return whole == 0 ? "–" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
    }
}

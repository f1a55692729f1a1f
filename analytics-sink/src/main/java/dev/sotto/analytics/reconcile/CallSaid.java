package dev.sotto.analytics.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One side's account of a call, as the comparison's queries write it, and what two of them say differently. */
final class CallSaid {

    private static final List<String> PARTS = List.of(
            "beginning", "source", "table", "language", "answer", "end", "reason of the end", "sentences", "words");
    private static final int SENTENCES = 7;
    private static final int WORDS = 8;

    private CallSaid() {}

    static String difference(@Nullable String inPostgres, @Nullable String inLake) {
        if (inPostgres == null || inLake == null) {
            String[] said = Objects.requireNonNullElse(inPostgres, Objects.requireNonNullElse(inLake, ""))
                    .split(" ", -1);
            return "only " + (inPostgres == null ? "the history" : "PostgreSQL") + " has it"
                    + (said.length > SENTENCES ? ", with " + said[SENTENCES] + " sentences" : "");
        }
        // A table's name may have blanks in it; the parts are told from the ends then.
        String[] here = inPostgres.split(" ", -1);
        String[] there = inLake.split(" ", -1);
        if (here.length != PARTS.size() || there.length != PARTS.size()) {
            return inPostgres + " in PostgreSQL, " + inLake + " in the history";
        }
        List<String> differing = new ArrayList<>();
        for (int part = 0; part < WORDS; part++) {
            if (!here[part].equals(there[part])) {
                differing.add(
                        "%s: %s in PostgreSQL, %s in the history".formatted(PARTS.get(part), here[part], there[part]));
            }
        }
        if (differing.isEmpty()) {
            differing.add("the same number of sentences, and other ones");
        }
        return String.join("; ", differing);
    }
}

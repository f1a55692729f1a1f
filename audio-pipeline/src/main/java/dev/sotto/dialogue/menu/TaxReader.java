package dev.sotto.dialogue.menu;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A rate of tax as people write it, in percent; prices contain it. */
final class TaxReader {

    private final Problems problems;

    TaxReader(Problems problems) {
        this.problems = problems;
    }

    /** In hundredths of a percent; null where none is told. */
    @Nullable
    Integer read(Fields fields) {
        String percent = fields.textOrNull("tax");
        if (percent == null) {
            return null;
        }
        if (!percent.matches("\\d{1,2}(\\.\\d{1,2})?")) {
            problems.add(
                    fields.at("tax"), "must be a percentage, not \"" + percent + "\"", "such as \"10\" or \"5.5\"");
            return null;
        }
        return new BigDecimal(percent).movePointRight(2).intValueExact();
    }
}

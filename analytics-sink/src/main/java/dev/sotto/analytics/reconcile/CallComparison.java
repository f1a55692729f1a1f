package dev.sotto.analytics.reconcile;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * What came of comparing a period's calls.
 *
 * @param calls that began in it, as PostgreSQL says
 * @param sentences that guests said on them
 * @param left whether nothing was compared, because the lake holds less than PostgreSQL or nobody knows how far that is
 */
public record CallComparison(
        long calls,
        long sentences,
        boolean left,
        @JsonIgnore List<Difference> differences) {

    static final CallComparison NONE = new CallComparison(0, 0, false, List.of());
    static final CallComparison LEFT = new CallComparison(0, 0, true, List.of());

    public CallComparison {
        differences = List.copyOf(differences);
    }
}

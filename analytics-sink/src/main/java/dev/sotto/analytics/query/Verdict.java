package dev.sotto.analytics.query;

import java.util.Set;

/** What the gate says to a statement. */
public sealed interface Verdict {

    /** One statement that only reads, and the views it reads. */
    record Admitted(String sql, Set<String> views) implements Verdict {}

    /** @param reason what is not allowed, in a sentence for whoever asked */
    record Refused(String reason) implements Verdict {}
}

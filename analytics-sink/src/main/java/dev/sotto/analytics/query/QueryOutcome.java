package dev.sotto.analytics.query;

import dev.sotto.analytics.export.AnswerFile;

/** How a question ended. Failures say whose they are, and so what is answered. */
public sealed interface QueryOutcome {

    record Answered(Answer answer) implements QueryOutcome {}

    /** Answered with a file, to be closed by whoever takes it. */
    record Filed(AnswerFile file) implements QueryOutcome {}

    /** The statement is at fault. */
    record Refused(String reason) implements QueryOutcome {}

    /** It took too long and was stopped. */
    record TimedOut(String reason) implements QueryOutcome {}

    /** We cannot answer now. */
    record Unavailable(String reason) implements QueryOutcome {}
}

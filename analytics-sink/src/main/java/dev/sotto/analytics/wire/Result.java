package dev.sotto.analytics.wire;

import dev.sotto.analytics.export.AnswerFile;
import dev.sotto.analytics.query.Answer;
import dev.sotto.analytics.query.QueryOutcome;
import dev.sotto.analytics.query.QueryOutcome.Answered;
import dev.sotto.analytics.query.QueryOutcome.Filed;
import dev.sotto.analytics.query.QueryOutcome.Refused;
import dev.sotto.analytics.query.QueryOutcome.TimedOut;
import dev.sotto.analytics.query.QueryOutcome.Unavailable;

/** How a statement ended, in PostgreSQL's terms. */
sealed interface Result {

    record Rows(Answer answer) implements Result {}

    /** Nothing to read, only what was done. */
    record Done(String tag) implements Result {}

    record Empty() implements Result {}

    /** @param state the SQLSTATE that programs go by */
    record Failed(String state, String words) implements Result {}

    static Result of(QueryOutcome outcome) {
        return switch (outcome) {
            case Answered(Answer answer) -> new Rows(answer);
            case Filed(AnswerFile file) -> {
                file.close();
                yield new Failed("0A000", "There are no files in this protocol.");
            }
            case Refused(String reason) -> new Failed("42000", reason);
            case TimedOut(String reason) -> new Failed("57014", reason);
            case Unavailable(String reason) -> new Failed("57P03", reason);
        };
    }
}

package dev.sotto.orders.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the kitchen said of one line.
 *
 * @param doneAt when it was made; null while it is not
 * @param fired true once it was fired, false while it is held; null where nobody said so
 * @param version of the order when it was made, or not made after all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LineMark(@Nullable Instant doneAt, @Nullable Boolean fired, long version) {

    static final LineMark NONE = new LineMark(null, null, 0);

    boolean isDone() {
        return doneAt != null;
    }

    LineMark done(Instant at, long inVersion) {
        return isDone() ? this : new LineMark(at, fired, inVersion);
    }

    LineMark undone(long inVersion) {
        return isDone() ? new LineMark(null, fired, inVersion) : this;
    }

    LineMark fired(boolean now) {
        return new LineMark(doneAt, now, version);
    }
}

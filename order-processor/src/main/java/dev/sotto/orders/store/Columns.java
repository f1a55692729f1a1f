package dev.sotto.orders.store;

import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Many rows for one statement: a column of each as an array, which {@code unnest} puts side by side again. */
public final class Columns {

    private Columns() {}

    /** One column as text, which the statement casts to what it is; null where a row has nothing there. */
    public static <T> @Nullable String[] texts(Collection<? extends T> rows, Function<T, @Nullable Object> part) {
        @Nullable String[] texts = new @Nullable String[rows.size()];
        int at = 0;
        for (T row : rows) {
            Object value = part.apply(row);
            texts[at++] = value == null ? null : value.toString();
        }
        return texts;
    }
}

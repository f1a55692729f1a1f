package dev.sotto.orders.ledger;

import java.util.Collection;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/** Binds rows to a statement column by column, as {@code unnest} puts them together again. */
record Columns<T>(Collection<T> rows, GenericExecuteSpec statement) {

    Columns<T> text(String name, Function<T, @Nullable Object> column) {
        @Nullable String[] values = new @Nullable String[rows.size()];
        int at = 0;
        for (T row : rows) {
            Object value = column.apply(row);
            values[at++] = value == null ? null : value.toString();
        }
        return new Columns<>(rows, statement.bind(name, values));
    }

    Columns<T> number(String name, ToLongFunction<T> column) {
        Long[] values = new Long[rows.size()];
        int at = 0;
        for (T row : rows) {
            values[at++] = column.applyAsLong(row);
        }
        return new Columns<>(rows, statement.bind(name, values));
    }
}

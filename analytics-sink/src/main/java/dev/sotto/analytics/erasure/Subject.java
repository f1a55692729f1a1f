package dev.sotto.analytics.erasure;

import dev.sotto.analytics.lake.TableShape;
import dev.sotto.schemas.erasure.ErasureAsked;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.apache.iceberg.data.Record;
import org.jspecify.annotations.Nullable;

/**
 * Whose words go.
 *
 * @param calls on which he spoke
 * @param orders that are his, whatever call they came from
 */
record Subject(String restaurantId, Set<String> calls, Set<String> orders) {

    private static final List<String> IDS = List.of("call_id", "order_id");

    static Subject of(String restaurantId, ErasureAsked asked) {
        return new Subject(restaurantId, Set.copyOf(asked.calls()), Set.copyOf(asked.orders()));
    }

    /** The columns by which a row of this table is known to be his, and those that hold words. */
    static List<String> telling(TableShape shape) {
        List<String> columns = new ArrayList<>(shape.guestWords());
        IDS.stream().filter(id -> shape.schema().findField(id) != null).forEach(columns::add);
        columns.add("restaurant_id");
        return columns;
    }

    /** Whether a row is his and still holds words. */
    boolean speaksIn(TableShape shape, Record row) {
        return isHis(column -> shape.schema().findField(column) == null ? null : row.getField(column))
                && shape.guestWords().stream().anyMatch(column -> row.getField(column) != null);
    }

    boolean isHis(Function<String, @Nullable Object> row) {
        return restaurantId.equals(row.apply("restaurant_id"))
                && (calls.contains(Objects.requireNonNullElse(row.apply("call_id"), ""))
                        || orders.contains(Objects.requireNonNullElse(row.apply("order_id"), "")));
    }
}

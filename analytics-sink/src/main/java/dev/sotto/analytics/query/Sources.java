package dev.sotto.analytics.query;

import dev.sotto.analytics.hot.HotRow;
import dev.sotto.analytics.hot.HotStore;
import dev.sotto.analytics.hot.HotStoreAway;
import dev.sotto.analytics.lake.LakeReader;
import dev.sotto.analytics.lake.StoredTable;
import dev.sotto.analytics.lake.TableShape;
import dev.sotto.analytics.lake.Times;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a question's rows come from. The hot rows are read first: one that leaves them meanwhile is in the lake when
 * that is read, and one that is in both is told apart by the lake's offsets. The other way round, a commit between the
 * two would hide its rows.
 */
record Sources(LakeReader lake, @Nullable HotStore hot) {

    /**
     * @param views names of tables and of what is derived from them
     * @param asked the times of which rows are wanted of tables; all of those not named
     */
    Picture read(Set<String> views, @Nullable String restaurantId, Map<TableShape, Times> asked) {
        Set<TableShape> whole = Derived.tablesOf(views);
        List<TableShape> facts = Derived.factsOf(views);
        Set<TableShape> shown = new LinkedHashSet<>(whole);
        if (!facts.isEmpty()) {
            shown.add(TableShape.ORDER_LINES);
        }
        Map<TableShape, List<HotRow>> rows = Map.of();
        String note = null;
        if (hot != null && !shown.isEmpty()) {
            try {
                rows = hot.read(shown, restaurantId);
            } catch (HotStoreAway away) {
                note = "The last seconds may be missing: " + away.getMessage();
            }
        }
        Map<TableShape, StoredTable> tables = new LinkedHashMap<>();
        OrderNews news = !facts.isEmpty()
                ? OrderNews.read(
                        lake,
                        restaurantId,
                        facts,
                        shape -> tables.computeIfAbsent(shape, any -> lake.table(any, restaurantId)))
                : null;
        for (TableShape shape : whole) {
            tables.computeIfAbsent(shape, any -> lake.table(any, restaurantId, asked.getOrDefault(any, Times.ALL)));
        }
        tables.keySet().retainAll(whole);
        return new Picture(List.copyOf(tables.values()), news, rows, note);
    }
}

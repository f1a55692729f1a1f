package dev.sotto.analytics.query;

import dev.sotto.analytics.hot.HotRow;
import dev.sotto.analytics.hot.HotStore;
import dev.sotto.analytics.hot.HotStoreAway;
import dev.sotto.analytics.lake.LakeReader;
import dev.sotto.analytics.lake.StoredTable;
import dev.sotto.analytics.lake.TableShape;
import java.util.ArrayList;
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

    Picture read(Set<TableShape> shapes, @Nullable String restaurantId) {
        Map<TableShape, List<HotRow>> rows = Map.of();
        String note = null;
        if (hot != null && !shapes.isEmpty()) {
            try {
                rows = hot.read(shapes, restaurantId);
            } catch (HotStoreAway away) {
                note = "The last seconds may be missing: " + away.getMessage();
            }
        }
        List<StoredTable> tables = new ArrayList<>();
        for (TableShape shape : shapes) {
            tables.add(lake.table(shape, restaurantId));
        }
        return new Picture(tables, rows, note);
    }
}

package dev.sotto.analytics.query;

import dev.sotto.analytics.hot.HotRow;
import dev.sotto.analytics.lake.StoredTable;
import dev.sotto.analytics.lake.StoredTable.StoredFile;
import dev.sotto.analytics.lake.TableShape;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that one question reads, as it stood when it was asked.
 *
 * @param tables those read whole
 * @param news the orders; null when they are not asked for
 * @param hot rows shown before their commit, some of which the tables may hold by now
 * @param note what is missing, in a sentence
 */
record Picture(
        List<StoredTable> tables,
        @Nullable OrderNews news,
        Map<TableShape, List<HotRow>> hot,
        @Nullable String note) {

    List<StoredFile> files() {
        Stream<StoredFile> whole = tables.stream().flatMap(table -> table.files().stream());
        return (news == null ? whole : Stream.concat(whole, news.files()))
                .distinct()
                .toList();
    }

    /** Makes the engine see it. */
    void createIn(Connection session, Views views) throws SQLException {
        for (StoredTable table : tables) {
            HotTable rows = above(table);
            rows.createIn(session);
            try (Statement statement = session.createStatement()) {
                statement.execute(views.whole(table, rows));
            }
        }
        if (news != null) {
            HotTable rows = above(news.lines());
            if (tables.stream().noneMatch(table -> table.shape().equals(TableShape.ORDER_LINES))) {
                rows.createIn(session);
            }
            news.createIn(session, views, rows);
        }
    }

    /** The rows that this table does not hold. */
    private HotTable above(StoredTable table) {
        return new HotTable(
                table,
                hot.getOrDefault(table.shape(), List.of()).stream()
                        .filter(row -> !table.offsets().holds(row.partition(), row.offset()))
                        .toList());
    }
}

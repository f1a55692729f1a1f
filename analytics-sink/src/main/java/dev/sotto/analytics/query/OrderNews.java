package dev.sotto.analytics.query;

import dev.sotto.analytics.lake.Facts;
import dev.sotto.analytics.lake.LakeReader;
import dev.sotto.analytics.lake.RollUpMark;
import dev.sotto.analytics.lake.StoredTable;
import dev.sotto.analytics.lake.StoredTable.StoredFile;
import dev.sotto.analytics.lake.TableShape;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was rolled up of the orders, and what the log has told since.
 *
 * @param orders the orders that were rolled up
 * @param items their items, as of then or later
 * @param lines order lines in files that came since; rows older than that may be among them
 */
record OrderNews(Facts orders, Facts items, StoredTable lines) {

    /** With more news than this, they are folded anew wherever they are used, so that only what is used is folded. */
    private static final long ROWS_FOLDED_AHEAD = 200_000;

    /**
     * The items are read after the orders and may tell of more: what is told again of them since then replaces it. Lines
     * are read last, and so hold all that either was told from.
     */
    static OrderNews read(
            LakeReader lake, @Nullable String restaurantId, Function<TableShape, StoredTable> wholeTables) {
        Facts orders = lake.facts(TableShape.ORDER_FACTS, restaurantId);
        Facts items = lake.facts(TableShape.ITEM_FACTS, restaurantId);
        if (orders.mark().rules() != RollUpRules.VERSION) {
            orders = orders.none();
            items = items.none();
        }
        return new OrderNews(
                orders,
                items,
                wholeTables.apply(TableShape.ORDER_LINES).after(orders.mark().sequence()));
    }

    /** Up to where the orders would be told when these news were rolled up. */
    RollUpMark next() {
        return new RollUpMark(RollUpRules.VERSION, lines.sequence(), lines.offsets());
    }

    Stream<StoredFile> files() {
        return Stream.of(orders.files(), items.files(), lines.files()).flatMap(List::stream);
    }

    /** For a question. */
    void createIn(Connection session, Views views, HotTable hot) throws SQLException {
        boolean few = lines.files().stream().mapToLong(StoredFile::rows).sum() <= ROWS_FOLDED_AHEAD;
        createIn(session, views, hot, few ? "table" : "view", "view");
    }

    /** To be rolled up, day by day: what is in no file yet is left out. */
    void createToRollUp(Connection session, Views views) throws SQLException {
        createIn(session, views, new HotTable(lines, List.of()), "table", "table");
    }

    private void createIn(Connection session, Views views, HotTable hot, String orders, String items)
            throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(views.facts(TableShape.ORDER_FACTS, this.orders.columns(), this.orders.files()));
            statement.execute(views.facts(TableShape.ITEM_FACTS, this.items.columns(), this.items.files()));
            statement.execute(views.orderNews(lines, this.orders.mark().offsets(), hot));
            statement.execute("create temp " + orders + " touched_orders as " + RollUpRules.TOUCHED_ORDERS);
            statement.execute("create temp " + items + " touched_items as " + RollUpRules.TOUCHED_ITEMS);
            statement.execute("create temp view items_sold as " + RollUpRules.ITEMS_SOLD);
        }
    }
}

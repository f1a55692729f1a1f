package dev.sotto.analytics.query;

import dev.sotto.analytics.lake.Facts;
import dev.sotto.analytics.lake.LakeReader;
import dev.sotto.analytics.lake.RollUpMark;
import dev.sotto.analytics.lake.StoredTable;
import dev.sotto.analytics.lake.StoredTable.StoredFile;
import dev.sotto.analytics.lake.TableShape;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was rolled up of the orders, and what the log has told since.
 *
 * @param orders the orders that were rolled up
 * @param sold what is needed of that which was rolled up with them, as of then or later: their items, and those by day
 * @param lines order lines in files that came since; rows older than that may be among them
 */
record OrderNews(Facts orders, Map<TableShape, Facts> sold, StoredTable lines) {

    /** With more news than this, they are folded anew wherever they are used, so that only what is used is folded. */
    private static final long ROWS_FOLDED_AHEAD = 200_000;

    /**
     * What was sold is read after the orders and may tell of more: what is told again of them since then replaces it.
     * Lines are read last, and so hold all that any of it was told from.
     *
     * @param needed which facts; the orders' at least
     */
    static OrderNews read(
            LakeReader lake,
            @Nullable String restaurantId,
            List<TableShape> needed,
            Function<TableShape, StoredTable> wholeTables) {
        Facts orders = lake.facts(TableShape.ORDER_FACTS, restaurantId);
        boolean otherRules = orders.mark().rules() != RollUpRules.VERSION;
        Map<TableShape, Facts> sold = new LinkedHashMap<>();
        for (TableShape shape : needed) {
            if (!shape.equals(TableShape.ORDER_FACTS)) {
                Facts facts = lake.facts(shape, restaurantId);
                sold.put(shape, otherRules ? facts.none() : facts);
            }
        }
        orders = otherRules ? orders.none() : orders;
        return new OrderNews(
                orders,
                sold,
                wholeTables.apply(TableShape.ORDER_LINES).after(orders.mark().sequence()));
    }

    /** Up to where the orders would be told when these news were rolled up. */
    RollUpMark next() {
        return new RollUpMark(RollUpRules.VERSION, lines.sequence(), lines.offsets());
    }

    Stream<StoredFile> files() {
        Stream<StoredFile> facts = sold.values().stream().flatMap(each -> each.files().stream());
        return Stream.of(orders.files().stream(), facts, lines.files().stream()).flatMap(each -> each);
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

    private void createIn(Connection session, Views views, HotTable hot, String folded, String drawn)
            throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(views.facts(TableShape.ORDER_FACTS, orders.columns(), orders.files()));
            for (Map.Entry<TableShape, Facts> facts : sold.entrySet()) {
                statement.execute(views.facts(
                        facts.getKey(),
                        facts.getValue().columns(),
                        facts.getValue().files()));
            }
            statement.execute(views.orderNews(lines, orders.mark().offsets(), hot));
            statement.execute("create temp " + folded + " touched_orders as " + RollUpRules.TOUCHED_ORDERS);
            if (sold.containsKey(TableShape.ITEM_FACTS)) {
                statement.execute("create temp " + drawn + " touched_items as " + RollUpRules.TOUCHED_ITEMS);
                statement.execute("create temp view items_sold as " + RollUpRules.ITEMS_SOLD);
            }
            if (sold.containsKey(TableShape.ITEM_DAYS)) {
                statement.execute("create temp " + folded + " touched_days as " + RollUpRules.TOUCHED_DAYS);
                statement.execute("create temp view items_of_touched_days as select * from items_sold where "
                        + (folded.equals("table") ? oneOfTheTouchedDays(statement) : "true"));
            }
        }
    }

    /** Told in words that keep files and groups of rows of other days unread. */
    private static String oneOfTheTouchedDays(Statement statement) throws SQLException {
        try (ResultSet days = statement.executeQuery(
                "select min(day)::varchar, (max(day) + interval 1 day)::varchar from touched_days")) {
            days.next();
            String first = days.getString(1);
            return first == null
                    ? "false"
                    : "ts >= timestamptz '" + first + "' and ts < timestamptz '" + days.getString(2) + "'";
        }
    }
}

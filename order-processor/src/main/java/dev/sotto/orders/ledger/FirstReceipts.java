package dev.sotto.orders.ledger;

import dev.sotto.orders.order.OrderKey;
import dev.sotto.orders.order.StoredEvent;
import dev.sotto.orders.receipt.Receipts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/** Orders that were placed before there were receipts get theirs, with the numbers they would have had from the beginning. */
public final class FirstReceipts implements JavaMigration {

    private static final int FETCHED_AT_ONCE = 4_000;
    private static final int COPIED_AT_ONCE = 2_000;
    /** Not even the tables' owner sees rows while their policies are forced upon him. */
    private static final List<String> HELD = List.of("order_events", "receipts", "restaurant_counters");

    private final ObjectMapper json;

    public FirstReceipts(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("10.1");
    }

    @Override
    public String getDescription() {
        return "receipts of earlier orders";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection owner = context.getConnection();
        try (Statement statement = owner.createStatement()) {
            for (String table : HELD) {
                statement.execute("alter table " + table + " no force row level security");
            }
            statement.execute(ReceiptSql.DRAWN);
            draw(owner);
            statement.execute(ReceiptSql.STORE);
            statement.execute(ReceiptSql.COUNT);
            statement.execute("drop table drawn_receipts");
            for (String table : HELD) {
                statement.execute("alter table " + table + " force row level security");
            }
        }
    }

    private void draw(Connection owner) throws SQLException {
        CopyText rows = new CopyText();
        int copied = 0;
        try (Statement all = owner.createStatement()) {
            all.setFetchSize(FETCHED_AT_ONCE);
            try (ResultSet row = all.executeQuery(BulkSql.EVENTS_BY_ORDER)) {
                List<StoredEvent> events = new ArrayList<>();
                @Nullable OrderKey last = null;
                while (row.next()) {
                    StoredEvent event = StoredEvents.read(row, json);
                    if (!event.order().equals(last)) {
                        copied += add(events, rows);
                        events.clear();
                        last = event.order();
                    }
                    if (copied >= COPIED_AT_ONCE) {
                        rows.into(owner, ReceiptSql.DRAWN_COLUMNS);
                        rows = new CopyText();
                        copied = 0;
                    }
                    events.add(event);
                }
                add(events, rows);
            }
        }
        rows.into(owner, ReceiptSql.DRAWN_COLUMNS);
    }

    private int add(List<StoredEvent> events, CopyText rows) {
        if (events.isEmpty()) {
            return 0;
        }
        Receipts.of(events)
                .forEach(receipt -> rows.row(ReceiptRow.of(receipt, json).columns()));
        return 1;
    }
}

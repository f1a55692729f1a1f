package dev.sotto.orders.ledger;

import dev.sotto.orders.store.PostgresSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The indexes of tables that are filled at once: made over all rows afterwards they cost a fraction. */
final class Indexes {

    /** What takes each of them away, and what makes it again. */
    private static String all(String tables) {
        return """
            select format('alter table %%s drop constraint %%I', conrelid::regclass, conname),
                   format('alter table %%s add constraint %%I %%s', conrelid::regclass, conname, pg_get_constraintdef(oid))
              from pg_constraint where contype = 'p' and conrelid = any (array[%1$s]::regclass[])
            union all
            select format('drop index %%s', indexrelid::regclass), pg_get_indexdef(indexrelid)
              from pg_index where not indisprimary and indrelid = any (array[%1$s]::regclass[])
            """.formatted(tables);
    }

    private final PostgresSettings settings;
    private final List<String> make = new ArrayList<>();

    private Indexes(PostgresSettings settings) {
        this.settings = settings;
    }

    /** Drops those of the tables, which only their owner may. */
    static Indexes drop(PostgresSettings settings, List<String> tables) throws SQLException {
        Indexes indexes = new Indexes(settings);
        List<String> drop = new ArrayList<>();
        String names = String.join(
                ", ",
                tables.stream()
                        .map(table -> "'" + settings.schema() + "." + table + "'")
                        .toList());
        try (Connection owner = settings.connect(settings.owner(), settings.ownerPassword());
                Statement statement = owner.createStatement()) {
            try (ResultSet row = statement.executeQuery(all(names))) {
                while (row.next()) {
                    drop.add(row.getString(1));
                    indexes.make.add(row.getString(2));
                }
            }
            for (String each : drop) {
                statement.execute(each);
            }
        }
        return indexes;
    }

    void make() throws SQLException {
        try (Connection owner = settings.connect(settings.owner(), settings.ownerPassword());
                Statement statement = owner.createStatement()) {
            statement.execute("set maintenance_work_mem = '128MB'");
            for (String each : make) {
                statement.execute(each);
            }
        }
    }
}

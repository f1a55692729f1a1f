package dev.sotto.orders.ledger;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Rows on their way into a table by COPY, in its text format: a tab between columns, a line for each row. */
final class CopyText {

    private final StringBuilder text = new StringBuilder();

    void row(@Nullable Object... columns) {
        for (int at = 0; at < columns.length; at++) {
            if (at > 0) {
                text.append('\t');
            }
            column(columns[at]);
        }
        text.append('\n');
    }

    private void column(@Nullable Object value) {
        if (value == null) {
            text.append("\\N");
            return;
        }
        String plain = value.toString();
        for (int at = 0; at < plain.length(); at++) {
            char letter = plain.charAt(at);
            switch (letter) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(letter);
            }
        }
    }

    /** @param target the table and its columns, {@code table (column, …)} */
    void into(Connection connection, String target) throws SQLException {
        if (text.isEmpty()) {
            return;
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy " + target + " from stdin", new ByteArrayInputStream(bytes));
        } catch (IOException unreadable) {
            throw new SQLException("memory could not be read", unreadable);
        }
    }
}

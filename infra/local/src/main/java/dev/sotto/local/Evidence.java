package dev.sotto.local;

import dev.sotto.load.WaitedInVain;
import dev.sotto.load.kitchen.Kitchen;
import dev.sotto.load.kitchen.Ticket;
import dev.sotto.local.system.Addresses;
import dev.sotto.local.system.Credentials;
import dev.sotto.local.system.Wiring;
import dev.sotto.local.terminal.Failure;
import dev.sotto.local.terminal.TicketLine;
import dev.sotto.schemas.order.OrderRecord;
import java.io.PrintWriter;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** Looks for what an order must have become, where its users look: the kitchen's screen, PostgreSQL, the SQL endpoint. */
final class Evidence implements AutoCloseable {

    private static final Duration TICKET_LIMIT = Duration.ofSeconds(5);
    /** Rows are committed to the lake every few seconds. */
    private static final Duration LAKE_LIMIT = Duration.ofSeconds(25);

    private final PrintWriter out;
    private final Kitchen kitchen;
    private final String jdbcUrl;
    private final SqlClient sql;
    private final List<String> missing = new ArrayList<>();

    Evidence(Addresses at, Credentials credentials, Addresses.Restaurant restaurant, PrintWriter out) {
        this.out = out;
        this.kitchen = Kitchen.at(
                URI.create(at.orders()), restaurant.id(), credentials.secret(Wiring.kitchenToken(restaurant.id())));
        this.jdbcUrl = "jdbc:" + at.postgres().replaceFirst("//[^@]*@", "//");
        this.sql = new SqlClient(at, credentials);
    }

    void check(String what, Optional<OrderRecord> placed) {
        out.println();
        out.println("What became of " + what + ":");
        if (placed.isEmpty()) {
            missing.add(what + " was not placed");
            out.println("Nothing was placed.");
            return;
        }
        String orderId = placed.get().orderId();
        ticket(what, orderId);
        row(what, orderId);
        analytics(what, orderId);
        out.flush();
    }

    private void ticket(String what, String orderId) {
        try {
            Ticket ticket =
                    kitchen.await(shown -> shown.orderId().equals(orderId), TICKET_LIMIT, "the ticket of " + what);
            out.printf(
                    "Ticket      no. %d  %s%n",
                    ticket.number(), ticket.table().isEmpty() ? "pick-up" : "table " + ticket.table());
            for (JsonNode line : ticket.lines()) {
                out.printf("            %s%n", TicketLine.text(line));
            }
        } catch (WaitedInVain absent) {
            miss(what + " had no ticket in the kitchen: " + absent.getMessage());
        }
    }

    private void row(String what, String orderId) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl, "postgres", "");
                PreparedStatement query = connection.prepareStatement(
                        "select status, total_minor, currency, placed_at from orders where order_id = ?")) {
            query.setString(1, orderId);
            try (ResultSet row = query.executeQuery()) {
                if (row.next()) {
                    out.printf(
                            "PostgreSQL  %s  %s  %.2f %s  %s%n",
                            orderId, row.getString(1), row.getLong(2) / 100.0, row.getString(3), row.getString(4));
                } else {
                    miss(what + " has no row in PostgreSQL");
                }
            }
        } catch (SQLException failed) {
            miss("PostgreSQL could not be asked about " + what + ": " + failed.getMessage());
        }
    }

    private void analytics(String what, String orderId) {
        String question =
                "select item_name, quantity, line_total_minor from order_lines where order_id = '" + orderId + "'";
        long deadline = System.nanoTime() + LAKE_LIMIT.toNanos();
        String problem = "no row came";
        while (System.nanoTime() < deadline) {
            try {
                JsonNode rows = sql.json(question).path("rows");
                if (!rows.isEmpty()) {
                    rows.forEach(row -> out.printf("Analytics   %s%n", row));
                    return;
                }
            } catch (Failure notYet) {
                problem = String.valueOf(notYet.getMessage());
            }
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        }
        miss(what + " did not reach analytics within " + LAKE_LIMIT.toSeconds() + " s: " + problem);
    }

    private void miss(String what) {
        missing.add(what);
        out.println("Missing:    " + what);
    }

    /** 0 when everything was seen. */
    int verdict() {
        out.println();
        if (missing.isEmpty()) {
            out.println(
                    "All of it was seen: heard, understood, confirmed, on the kitchen's screen, in PostgreSQL and in analytics.");
        } else {
            out.println("Missing: " + String.join("; ", missing) + ".");
        }
        out.flush();
        return missing.isEmpty() ? 0 : Failure.EXIT;
    }

    @Override
    public void close() {
        kitchen.close();
        sql.close();
    }
}

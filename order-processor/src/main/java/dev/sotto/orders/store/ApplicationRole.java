package dev.sotto.orders.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The login the service works under. Where an operator made it, it is left as it is. */
final class ApplicationRole {

    private static final Logger LOG = LoggerFactory.getLogger(ApplicationRole.class);
    private static final String DUPLICATE = "42710";
    private static final String RACED = "23505";

    private ApplicationRole() {}

    static void ensure(Connection owner, PostgresSettings settings) throws SQLException {
        if (!exists(owner, settings.user())) {
            make(owner, settings);
        }
    }

    private static boolean exists(Connection owner, String role) throws SQLException {
        try (PreparedStatement query = owner.prepareStatement("select from pg_roles where rolname = ?")) {
            query.setString(1, role);
            try (ResultSet found = query.executeQuery()) {
                return found.next();
            }
        }
    }

    /** It inherits nothing: before a transaction says which part it plays, it may do nothing. */
    private static void make(Connection owner, PostgresSettings settings) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            String password = statement.enquoteLiteral(settings.password());
            statement.execute("create role " + statement.enquoteIdentifier(settings.user(), true)
                    + " login noinherit nosuperuser nocreatedb nocreaterole nobypassrls"
                    + (settings.password().isEmpty() ? "" : " password " + password));
            LOG.info("Made the role {}, which owns nothing", settings.user());
        } catch (SQLException failed) {
            if (!DUPLICATE.equals(failed.getSQLState()) && !RACED.equals(failed.getSQLState())) {
                throw failed;
            }
        }
    }
}

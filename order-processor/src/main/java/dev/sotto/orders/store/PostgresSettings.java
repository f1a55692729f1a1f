package dev.sotto.orders.store;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How to reach PostgreSQL, as two different people: one owns the tables and only changes their shape, the other owns
 * nothing and does the work.
 *
 * @param url {@code postgresql://host:port/database}
 * @param user who works; made with this password by the first migration where there is no such role
 * @param owner whose tables they are; used at the start only
 * @param schema where they are
 * @param poolSize connections for writing and reading; one more listens
 */
public record PostgresSettings(
        @DefaultValue("postgresql://localhost:5432/sotto") String url,
        @DefaultValue("sotto_orders") String user,
        @DefaultValue("") String password,
        @DefaultValue("sotto") String owner,
        @DefaultValue("") String ownerPassword,
        @DefaultValue("public") String schema,
        @DefaultValue("8") int poolSize) {

    private static final int POSTGRES_PORT = 5432;
    private static final String ROLE = "[a-z_][a-z0-9_]{0,62}";

    public PostgresSettings {
        URI uri = parse(url);
        if (!"postgresql".equals(uri.getScheme())
                || uri.getHost() == null
                || uri.getPath().length() < 2) {
            throw new IllegalArgumentException(
                    "orders.postgres.url must look like postgresql://host:5432/database, not " + url + ".");
        }
        if (!user.matches(ROLE) || !schema.matches(ROLE)) {
            throw new IllegalArgumentException(
                    "orders.postgres.user and schema must be lower-case letters, digits and underscores, not " + user
                            + " and " + schema + ".");
        }
        if (owner.isBlank() || owner.equals(user)) {
            throw new IllegalArgumentException("orders.postgres.owner must be another role than orders.postgres.user, "
                    + user + ": whoever owns a table decides who may read it.");
        }
        if (poolSize < 2 || poolSize > 200) {
            throw new IllegalArgumentException("orders.postgres.pool-size must be between 2 and 200, not " + poolSize
                    + "; one connection writes while another reads.");
        }
    }

    String host() {
        return parse(url).getHost();
    }

    int port() {
        int port = parse(url).getPort();
        return port < 0 ? POSTGRES_PORT : port;
    }

    String database() {
        return parse(url).getPath().substring(1);
    }

    /** The same database, with tables of another schema. */
    public PostgresSettings in(String other) {
        return new PostgresSettings(url, user, password, owner, ownerPassword, other, poolSize);
    }

    /** The same tables of another server. */
    PostgresSettings at(String otherUrl) {
        return new PostgresSettings(otherUrl, user, password, owner, ownerPassword, schema, poolSize);
    }

    /** Where it is, without who we are; for logs and health. */
    public String address() {
        return host() + ":" + port() + "/" + database();
    }

    String jdbcUrl() {
        return "jdbc:postgresql://" + address() + "?connectTimeout=5&socketTimeout=60&ApplicationName=sotto-migrations";
    }

    /** A connection for rare work that nobody waits for at a screen: the start, and a rebuild. */
    public Connection connect(String role, String itsPassword) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + address() + "?connectTimeout=5&ApplicationName=sotto-operator",
                role,
                itsPassword);
    }

    private static URI parse(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException invalid) {
            throw new IllegalArgumentException(
                    "orders.postgres.url must look like postgresql://host:5432/database, not " + url + ".", invalid);
        }
    }

    @Override
    public String toString() {
        return "PostgresSettings[" + user + "@" + address() + ", owner " + owner + ", pool " + poolSize + "]";
    }
}

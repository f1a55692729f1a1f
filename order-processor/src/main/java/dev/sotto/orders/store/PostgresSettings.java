package dev.sotto.orders.store;

import java.net.URI;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How to reach PostgreSQL.
 *
 * @param url {@code postgresql://host:port/database}
 * @param poolSize connections for writing and reading; one more listens
 */
public record PostgresSettings(
        @DefaultValue("postgresql://localhost:5432/sotto") String url,
        @DefaultValue("sotto") String user,
        @DefaultValue("") String password,
        @DefaultValue("8") int poolSize) {

    private static final int POSTGRES_PORT = 5432;

    public PostgresSettings {
        URI uri = parse(url);
        if (!"postgresql".equals(uri.getScheme())
                || uri.getHost() == null
                || uri.getPath().length() < 2) {
            throw new IllegalArgumentException(
                    "orders.postgres.url must look like postgresql://host:5432/database, not " + url + ".");
        }
        if (user.isBlank()) {
            throw new IllegalArgumentException("orders.postgres.user is missing.");
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

    /** Where it is, without who we are; for logs and health. */
    public String address() {
        return host() + ":" + port() + "/" + database();
    }

    String jdbcUrl() {
        return "jdbc:postgresql://" + address() + "?connectTimeout=5&socketTimeout=60&ApplicationName=sotto-migrations";
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
        return "PostgresSettings[" + user + "@" + address() + ", pool " + poolSize + "]";
    }
}

package dev.sotto.analytics;

import dev.sotto.analytics.lake.LakeSettings;
import dev.sotto.embedded.EmbeddedDatabase;
import dev.sotto.embedded.EmbeddedStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A real object store and a real catalog database for all tests of the run; each test gets a lake of its own. */
public final class LakeStores implements ParameterResolver {

    private static final AtomicInteger LAKES = new AtomicInteger();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LakeSettings.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(LakeStores.class))
                .computeIfAbsent("stores", any -> Running.start(), Running.class)
                .newLake();
    }

    private record Running(EmbeddedStore store, EmbeddedDatabase catalog) implements AutoCloseable {

        static Running start() {
            return new Running(EmbeddedStore.temporary("key", "secret"), EmbeddedDatabase.temporary());
        }

        LakeSettings newLake() {
            String name = "lake" + LAKES.incrementAndGet();
            try (Connection connection = DriverManager.getConnection(url("postgres"), "postgres", "");
                    Statement statement = connection.createStatement()) {
                statement.execute("create database " + name);
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
            return new LakeSettings(
                    "s3://history/" + name,
                    null,
                    store.endpoint(),
                    "us-east-1",
                    "key",
                    "secret",
                    url(name),
                    "postgres",
                    "");
        }

        private String url(String database) {
            return "jdbc:postgresql://127.0.0.1:" + catalog.port() + "/" + database;
        }

        @Override
        public void close() {
            store.close();
            catalog.close();
        }
    }
}

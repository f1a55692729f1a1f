package dev.sotto.analytics;

import dev.sotto.analytics.lake.LakeSettings;
import dev.sotto.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.util.FileSystemUtils;

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

    private record Running(S3Proxy store, EmbeddedDatabase catalog, Path folder) implements AutoCloseable {

        static Running start() {
            try {
                Path folder = Files.createTempDirectory("lake-store");
                S3Proxy store = serve(folder);
                return new Running(store, EmbeddedDatabase.temporary(), folder);
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
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
                    URI.create("http://127.0.0.1:" + store.getPort()),
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
            try {
                store.stop();
                catalog.close();
                FileSystemUtils.deleteRecursively(folder);
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        }
    }

    public static S3Proxy serve(Path folder) throws Exception {
        return serve(folder, 0);
    }

    public static S3Proxy serve(Path folder, int port) throws Exception {
        S3Proxy store = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(folder.toString()))
                .endpoint(URI.create("http://127.0.0.1:" + port))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "key", "secret")
                .ignoreUnknownHeaders(true)
                .build();
        store.start();
        await(store);
        return store;
    }

    private static void await(S3Proxy store) throws IOException {
        if (!store.getState().equals("STARTED")) {
            throw new IOException("the object store did not start: " + store.getState());
        }
    }
}

package dev.sotto.analytics.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.iceberg.BaseMetastoreCatalog;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.Table;
import org.apache.iceberg.aws.s3.S3FileIO;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.jdbc.JdbcClientPool;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The tables of the history: files on an object store, and a PostgreSQL table that says which version is current.
 * Opening creates what is missing and adds new columns; nothing is ever dropped.
 */
public final class Lake implements AutoCloseable {

    private static final Namespace NAMESPACE = Namespace.of("sotto");

    private static final Map<String, String> TABLE_PROPERTIES = Map.of(
            "format-version", "2",
            "write.parquet.compression-codec", "zstd",
            "write.metadata.delete-after-commit.enabled", "true",
            "write.metadata.previous-versions-max", "20",
            "commit.retry.num-retries", "0");

    private final String archive;
    private final FileIO io;
    private final BaseMetastoreCatalog catalog;
    private final Runnable answers;
    private final Supplier<Connection> database;
    private final Map<TableShape, FileList> lists = new ConcurrentHashMap<>();

    /**
     * @param archive where cold files lie
     * @param answers throws when the store does not answer
     * @param database a connection of its own to where names are taken
     */
    Lake(String archive, FileIO io, BaseMetastoreCatalog catalog, Runnable answers, Supplier<Connection> database) {
        this.archive = archive;
        this.io = io;
        this.catalog = catalog;
        this.answers = answers;
        this.database = database;
    }

    /** @throws LakeUnavailable when the store or the catalog does not answer */
    public static Lake open(LakeSettings settings) {
        S3Client store = ObjectStore.open(settings);
        try (Connection alone = connection(settings)) {
            waitForOthers(alone);
            ObjectStore.createBucketIfMissing(store, settings.bucket());
            FileIO io = fileIO(store);
            return new Lake(
                            settings.archive(),
                            io,
                            catalog(settings, io),
                            () -> ObjectStore.requireAnswer(store, settings.bucket()),
                            () -> connection(settings))
                    .withTables();
        } catch (RuntimeException | SQLException failed) {
            store.close();
            throw new LakeUnavailable("opening the lake (" + settings + ")", failed);
        }
    }

    /** Two that open a new catalog at once would both make its tables. Ends with the connection. */
    private static void waitForOthers(Connection alone) throws SQLException {
        try (Statement statement = alone.createStatement()) {
            statement.execute("select pg_advisory_lock(hashtext('sotto lake opens'))");
        }
    }

    /** @throws LakeUnavailable when the store or the catalog does not answer */
    public LakeTable table(TableShape shape) {
        try {
            return new LakeTable(shape, load(shape), archive(shape));
        } catch (RuntimeException failed) {
            throw new LakeUnavailable("opening " + shape.name(), failed);
        }
    }

    /** The list of a table's files, one for all who ask here. */
    FileList files(TableShape shape) {
        return lists.computeIfAbsent(shape, any -> new FileList());
    }

    /**
     * A table of facts, for whoever rolls up.
     *
     * @throws LakeUnavailable when the store or the catalog does not answer
     */
    public FactTable facts(TableShape shape) {
        try {
            return new FactTable(load(shape), archive(shape));
        } catch (RuntimeException failed) {
            throw new LakeUnavailable("opening " + shape.name(), failed);
        }
    }

    /** Where a table's cold files lie. */
    public String archive(TableShape shape) {
        return archive + "/" + NAMESPACE + "/" + shape.name();
    }

    public FileIO io() {
        return io;
    }

    public Table load(TableShape shape) {
        answers.run();
        return catalog.loadTable(TableIdentifier.of(NAMESPACE, shape.name()));
    }

    /**
     * Takes a name that one process at a time may hold; the database takes it back when that process dies.
     *
     * @return null when another holds it
     */
    public @Nullable AutoCloseable hold(String name) {
        try {
            Connection connection = database.get();
            if (held(connection, name)) {
                return connection;
            }
            connection.close();
            return null;
        } catch (SQLException failed) {
            throw new LakeUnavailable("taking the name " + name, failed);
        }
    }

    private static Connection connection(LakeSettings settings) {
        try {
            return DriverManager.getConnection(
                    settings.catalogUrl(), settings.catalogUser(), settings.catalogPassword());
        } catch (SQLException away) {
            throw new LakeUnavailable("connecting to the catalog", away);
        }
    }

    private static boolean held(Connection connection, String name) throws SQLException {
        try (PreparedStatement taking =
                connection.prepareStatement("select pg_try_advisory_lock(hashtextextended(?, 0))")) {
            taking.setString(1, "sotto analytics " + name);
            try (ResultSet taken = taking.executeQuery()) {
                taken.next();
                return taken.getBoolean(1);
            }
        }
    }

    private static JdbcCatalog catalog(LakeSettings settings, FileIO io) {
        JdbcCatalog catalog =
                new JdbcCatalog(properties -> io, properties -> new Connections(settings, properties), true);
        catalog.initialize(
                "sotto",
                Map.of(
                        CatalogProperties.WAREHOUSE_LOCATION,
                        settings.warehouse(),
                        CatalogProperties.URI,
                        settings.catalogUrl(),
                        "jdbc.schema-version",
                        "V1"));
        return catalog;
    }

    /** Both clients are given, or Iceberg would look for every AWS service it knows. */
    private static S3FileIO fileIO(S3Client store) {
        return new S3FileIO(() -> store, () -> {
            throw new UnsupportedOperationException("files are read and written by the blocking client");
        });
    }

    Lake withTables() {
        try {
            if (catalog instanceof SupportsNamespaces namespaces) {
                namespaces.createNamespace(NAMESPACE, Map.of());
            }
        } catch (AlreadyExistsException another) {
            // Another start, earlier or at the same time, was first.
        }
        TableShape.STORED.forEach(this::createOrEvolve);
        return this;
    }

    private void createOrEvolve(TableShape shape) {
        TableIdentifier id = TableIdentifier.of(NAMESPACE, shape.name());
        try {
            catalog.buildTable(id, shape.schema())
                    .withPartitionSpec(shape.partitions())
                    .withProperties(TABLE_PROPERTIES)
                    .withProperty("comment", shape.about())
                    .create();
        } catch (AlreadyExistsException present) {
            catalog.loadTable(id).updateSchema().unionByNameWith(shape.schema()).commit();
        }
    }

    @Override
    public void close() {
        try {
            catalog.close();
            io.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * A connection for each question to the catalog. The catalog's own pool repeats a question whose connection broke;
     * repeating a commit that had in fact succeeded makes it look lost, and its files would be deleted.
     */
    private static final class Connections extends JdbcClientPool {

        Connections(LakeSettings settings, Map<String, String> properties) {
            super(1, settings.catalogUrl(), withAccount(settings, properties));
        }

        private static Map<String, String> withAccount(LakeSettings settings, Map<String, String> properties) {
            Map<String, String> all = new HashMap<>(properties);
            all.put("jdbc.user", settings.catalogUser());
            all.put("jdbc.password", settings.catalogPassword());
            all.put("jdbc.connectTimeout", "5");
            all.put("jdbc.socketTimeout", "20");
            return all;
        }

        @Override
        public <R> R run(Action<R, Connection, SQLException> action, boolean retry)
                throws SQLException, InterruptedException {
            try (Connection connection = newClient()) {
                return action.run(connection);
            }
        }

        @Override
        public <R> R run(Action<R, Connection, SQLException> action) throws SQLException, InterruptedException {
            return run(action, false);
        }
    }
}

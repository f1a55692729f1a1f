package dev.sotto.analytics.lake;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.Table;
import org.apache.iceberg.aws.s3.S3FileIO;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.jdbc.JdbcClientPool;
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

    private final S3Client store;
    private final String bucket;
    private final FileIO io;
    private final JdbcCatalog catalog;

    private Lake(S3Client store, String bucket, FileIO io, JdbcCatalog catalog) {
        this.store = store;
        this.bucket = bucket;
        this.io = io;
        this.catalog = catalog;
    }

    /** @throws LakeUnavailable when the store or the catalog does not answer */
    public static Lake open(LakeSettings settings) {
        S3Client store = ObjectStore.open(settings);
        try {
            ObjectStore.createBucketIfMissing(store, settings.bucket());
            FileIO io = fileIO(store);
            return new Lake(store, settings.bucket(), io, catalog(settings, io)).withTables();
        } catch (RuntimeException failed) {
            store.close();
            throw new LakeUnavailable("opening the lake (" + settings + ")", failed);
        }
    }

    /** @throws LakeUnavailable when the store or the catalog does not answer */
    public LakeTable table(TableShape shape) {
        try {
            return new LakeTable(shape, load(shape));
        } catch (RuntimeException failed) {
            throw new LakeUnavailable("opening " + shape.name(), failed);
        }
    }

    FileIO io() {
        return io;
    }

    Table load(TableShape shape) {
        ObjectStore.requireAnswer(store, bucket);
        return catalog.loadTable(TableIdentifier.of(NAMESPACE, shape.name()));
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

    private Lake withTables() {
        try {
            catalog.createNamespace(NAMESPACE, Map.of());
        } catch (AlreadyExistsException another) {
            // Another start, earlier or at the same time, was first.
        }
        TableShape.ALL.forEach(this::createOrEvolve);
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
        catalog.close();
        store.close();
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

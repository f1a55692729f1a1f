package dev.sotto.analytics.query;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * DuckDB in this process, started when first asked and shut away: it sees one folder, installs and loads nothing, and
 * none of its settings can be changed once it runs.
 */
final class Engine implements AutoCloseable {

    private static final List<String> PLANNING = List.of(
            "set TimeZone = 'UTC'",
            "set disabled_optimizers = 'statistics_propagation,late_materialization'",
            "set enable_external_access = false",
            "set lock_configuration = true");

    private final QuerySettings settings;
    private final Path files;
    private @Nullable DuckDBConnection root;
    private @Nullable DuckDBConnection planner;

    Engine(QuerySettings settings, Path files) {
        this.settings = settings;
        this.files = files;
    }

    /** A session of its own, with views of its own. */
    synchronized Connection session() throws SQLException {
        DuckDBConnection running = root;
        if (running == null) {
            running = start();
            root = running;
        }
        return running.duplicate();
    }

    /** A session that only plans: a second engine, which holds no rows and judges none by what is known of them. */
    synchronized Connection planning() throws SQLException {
        DuckDBConnection running = planner;
        if (running == null) {
            running = start(1, "64MB", PLANNING);
            planner = running;
        }
        return running.duplicate();
    }

    private DuckDBConnection start() throws SQLException {
        return start(settings.threads(), settings.memory().toMegabytes() + "MB", lockingUp());
    }

    private static DuckDBConnection start(int threads, String memory, List<String> lockingUp) throws SQLException {
        Properties properties = new Properties();
        properties.put("threads", String.valueOf(threads));
        properties.put("memory_limit", memory);
        properties.put("autoinstall_known_extensions", "false");
        properties.put("autoload_known_extensions", "false");
        DuckDBConnection started = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", properties);
        try (Statement statement = started.createStatement()) {
            for (String locking : lockingUp) {
                statement.execute(locking);
            }
        }
        return started;
    }

    private List<String> lockingUp() {
        String folder = files.toString().replace("'", "''");
        return List.of(
                "set TimeZone = 'UTC'",
                "set enable_progress_bar = true",
                "set enable_progress_bar_print = false",
                "set temp_directory = '" + folder + "/spill'",
                "set max_temp_directory_size = '1GB'",
                "set allowed_directories = ['" + folder + "']",
                "set enable_external_access = false",
                "set lock_configuration = true");
    }

    @Override
    public synchronized void close() throws SQLException {
        if (root != null) {
            root.close();
            root = null;
        }
        if (planner != null) {
            planner.close();
            planner = null;
        }
    }
}

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

    private final QuerySettings settings;
    private final Path files;
    private @Nullable DuckDBConnection root;

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

    private DuckDBConnection start() throws SQLException {
        Properties properties = new Properties();
        properties.put("threads", String.valueOf(settings.threads()));
        properties.put("memory_limit", settings.memory().toMegabytes() + "MB");
        properties.put("autoinstall_known_extensions", "false");
        properties.put("autoload_known_extensions", "false");
        DuckDBConnection started = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", properties);
        try (Statement statement = started.createStatement()) {
            for (String locking : lockingUp()) {
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
    }
}

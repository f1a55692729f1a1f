package dev.sotto.orders.load.plans;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An EXPLAIN of a copied statement says what a copy would do. Here PostgreSQL itself writes down how it carried out what the
 * service sent, its kept plans included: auto_explain puts each plan, with the rows and pages it took, into the server's log.
 */
final class PlanLog {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Pattern TOLD = Pattern.compile("duration: ([0-9.]+) ms  plan:\n(\\{.*)", Pattern.DOTALL);

    private final Path file;
    private final Connection owner;
    private final String user;
    private final Set<String> large;
    private long read;

    /**
     * @param owner a superuser's connection
     * @param user whose statements are told
     * @param large tables of which much must not be read
     */
    PlanLog(Path folder, Connection owner, String user, Set<String> large) throws SQLException {
        this.file = folder.resolve("plans.json");
        this.owner = owner;
        this.user = user;
        this.large = large;
        try (Statement statement = owner.createStatement()) {
            // Sessions that begin from now on.
            statement.execute("alter role " + user + " set auto_explain.log_min_duration = 0");
            statement.execute("set auto_explain.log_min_duration = 0");
        }
    }

    /** What a server must be started with. */
    static Map<String, String> settings(Path folder) {
        return Map.ofEntries(
                Map.entry("session_preload_libraries", "auto_explain"),
                Map.entry("auto_explain.log_analyze", "on"),
                Map.entry("auto_explain.log_buffers", "on"),
                Map.entry("auto_explain.log_timing", "off"),
                Map.entry("auto_explain.log_format", "json"),
                Map.entry("auto_explain.log_parameter_max_length", "0"),
                Map.entry("logging_collector", "on"),
                Map.entry("log_destination", "jsonlog"),
                Map.entry("log_directory", folder.toString()),
                Map.entry("log_filename", "plans.log"),
                Map.entry("log_rotation_size", "0"),
                Map.entry("log_rotation_age", "0"));
    }

    /** All that was carried out since this was asked last, and is finished. */
    List<Plan> next() throws SQLException, IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        // A statement is written down when its transaction ends, which may be after its answer came.
        while (busy()) {
            pause(deadline);
        }
        String marker = UUID.randomUUID().toString();
        try (Statement statement = owner.createStatement()) {
            statement.execute("select '" + marker + "'");
        }
        List<Plan> plans = new ArrayList<>();
        while (!readUpTo(marker, plans)) {
            pause(deadline);
        }
        return plans;
    }

    private boolean busy() throws SQLException {
        try (Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery("select exists (select from pg_stat_activity where usename = '"
                        + user + "' and state is distinct from 'idle')")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static void pause(long deadline) throws InterruptedException {
        if (System.nanoTime() > deadline) {
            throw new IllegalStateException("PostgreSQL is never done, or writes no log");
        }
        TimeUnit.MILLISECONDS.sleep(5);
    }

    private boolean readUpTo(String marker, List<Plan> plans) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.min(log.length() - read, 64 << 20)];
            log.seek(read);
            log.readFully(bytes);
            int end = bytes.length;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            read += end;
            boolean found = false;
            for (String line : new String(bytes, 0, end, StandardCharsets.UTF_8).split("\n", -1)) {
                found |= line.contains(marker);
                if (!line.isEmpty()) {
                    note(JsonMapper.shared().readTree(line), plans);
                }
            }
            return found;
        }
    }

    private void note(JsonNode line, List<Plan> plans) {
        Matcher told = TOLD.matcher(line.path("message").asString(""));
        if (line.path("user").asString("").equals(user) && told.matches()) {
            plans.add(Plan.of(JsonMapper.shared().readTree(told.group(2)), Double.parseDouble(told.group(1)), large));
        }
    }
}

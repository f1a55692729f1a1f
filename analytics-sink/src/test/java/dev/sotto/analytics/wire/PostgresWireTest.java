package dev.sotto.analytics.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sotto.analytics.lake.DyingFiles;
import dev.sotto.analytics.lake.Lake;
import dev.sotto.analytics.lake.Offsets;
import dev.sotto.analytics.lake.Row;
import dev.sotto.analytics.lake.TableShape;
import dev.sotto.analytics.query.Asking;
import dev.sotto.analytics.query.QuerySettings;
import dev.sotto.analytics.query.QuerySettings.Role;
import dev.sotto.analytics.query.QuerySettings.Token;
import dev.sotto.analytics.query.Questions;
import dev.sotto.embedded.Ports;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** The protocol as its own clients speak it: the JDBC driver and psql. */
class PostgresWireTest {

    private static final String BISTRO = "token-of-the-bistro";
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private static Lake lake;
    private static Questions questions;
    private static PostgresWire wire;

    @BeforeAll
    static void start(@TempDir Path folder) {
        lake = DyingFiles.lake(folder.resolve("lake"));
        lake.table(TableShape.ORDER_LINES)
                .append(List.of(line("bistro", 0), line("bistro", 1), line("trattoria", 2)), Offsets.NONE, upTo(3));
        QuerySettings settings =
                Asking.settings(folder.resolve("cache"), List.of(new Token(BISTRO, "bistro", Role.ANALYST)));
        questions = new Questions(settings, Mono.just(lake), new SimpleMeterRegistry());
        wire = new PostgresWire(new WireSettings(freePort(), "127.0.0.1", 4), settings, questions);
        wire.start();
    }

    @AfterAll
    static void stop() throws SQLException {
        wire.stop();
        questions.close();
        lake.close();
    }

    @Test
    void theDriverReadsEveryTypeItAsksForInTextAndInBinary() throws SQLException {
        try (Connection connection = connect(BISTRO);
                PreparedStatement statement = connection.prepareStatement(
                        "select order_id, ts, quantity, options, sum(unit_price_minor) over () as total, 1.5 as price,"
                                + " true as yes, date '2026-11-20' as day, 0.25::double as part from order_lines"
                                + " where quantity >= ? and order_id <> ? order by order_id")) {
            for (int round = 0; round < 8; round++) {
                statement.setInt(1, 1);
                statement.setString(2, "it's; $1 -- none");
                try (ResultSet rows = statement.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString("order_id")).isEqualTo("order-0");
                    assertThat(rows.getObject("ts", OffsetDateTime.class).toInstant())
                            .isEqualTo(NOON);
                    assertThat(rows.getLong("quantity")).isEqualTo(2);
                    assertThat((Object[]) rows.getArray("options").getArray()).containsExactly("large", "a \"b\"");
                    assertThat(rows.getBigDecimal("total")).isEqualByComparingTo("1900");
                    assertThat(rows.getBigDecimal("price")).isEqualByComparingTo("1.5");
                    assertThat(rows.getBoolean("yes")).isTrue();
                    assertThat(rows.getDate("day")).hasToString("2026-11-20");
                    assertThat(rows.getDouble("part")).isEqualTo(0.25);
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.next()).isFalse();
                }
            }
        }
    }

    @Test
    void theDriverFindsTablesAndColumns() throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = connect(BISTRO)) {
            try (ResultSet tables = connection.getMetaData().getTables(null, "public", "%", new String[] {"TABLE"})) {
                while (tables.next()) {
                    found.add(tables.getString("TABLE_NAME"));
                }
            }
            try (ResultSet columns = connection.getMetaData().getColumns(null, null, "orders", "%")) {
                while (columns.next()) {
                    found.add(columns.getString("COLUMN_NAME") + " " + columns.getString("TYPE_NAME"));
                }
            }
        }
        assertThat(found).contains("order_lines", "orders", "transcripts", "placed_at timestamptz", "total_minor int8");
    }

    @Test
    void transactionsPartsAndMistakesAreAnsweredAsADriverExpects() throws SQLException {
        try (Connection connection = connect(BISTRO);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.setFetchSize(10);
            try (ResultSet rows = statement.executeQuery("select * from range(25)")) {
                int count = 0;
                while (rows.next()) {
                    count++;
                }
                assertThat(count).isEqualTo(25);
            }
            assertThatThrownBy(() -> statement.executeQuery("delete from order_lines"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("Only a SELECT is answered here");
            connection.rollback();
            try (ResultSet rows = statement.executeQuery("select count(*) from order_lines")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(2);
            }
        }
    }

    @Test
    void aWrongTokenIsRefused() {
        assertThatThrownBy(() -> connect("not-a-token-at-all"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("must be a token");
    }

    @Test
    void aQuestionThatTakesTooLongIsCancelled() throws Exception {
        try (Connection connection = connect(BISTRO);
                Statement statement = connection.createStatement();
                ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<?> asked = other.submit(() ->
                    statement.executeQuery("select sum(a.range * b.range) from range(10000000) a, range(10000000) b"));
            while (!asked.isDone()) {
                statement.cancel();
            }
            assertThatThrownBy(asked::get).hasMessageContaining("cancelled");
        }
    }

    @Test
    void nonsenseEndsTheConnectionAndNothingElse() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), wire.port());
                InputStream in = socket.getInputStream()) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(in.read()).isEqualTo(-1);
        }
        try (Connection connection = connect(BISTRO)) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    @Test
    void psqlListsTablesDescribesThemAndAsks(@TempDir Path folder) throws Exception {
        assumeTrue(installed("psql"), "psql is not installed");
        String told = psql(
                folder,
                "\\dt",
                "\\d orders",
                "\\dn",
                "select order_id, options, ts from order_lines order by 1 limit 1",
                "select nothing from order_lines",
                "select 7 as still_there");

        assertThat(told)
                .contains("public | order_lines")
                .containsPattern("total_minor +\\| bigint")
                .containsPattern("placed_at +\\| timestamp with time zone")
                .contains("2026-11-20 12:00:00")
                .contains("Binder Error")
                .contains("still_there");
    }

    private static String psql(Path folder, String... commands) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("psql", "-X", "-h", "127.0.0.1", "-p", String.valueOf(wire.port()), "-U", "analyst", "sotto"));
        for (String each : commands) {
            command.add("-c");
            command.add(each);
        }
        Path told = folder.resolve("told");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(told.toFile());
        builder.environment().put("PGPASSWORD", BISTRO);
        builder.environment().put("PAGER", "cat");
        builder.start().waitFor();
        return Files.readString(told);
    }

    private static boolean installed(String program) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static Connection connect(String token) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + wire.port() + "/sotto", "analyst", token);
    }

    private static Row line(String restaurant, long offset) {
        return new Row("event-" + offset, NOON, restaurant, 0, offset)
                .with("order_id", "order-" + offset)
                .with("event", "placed")
                .with("version", 1L)
                .with("quantity", 2L)
                .with("unit_price_minor", 950L)
                .with("options", List.of("large", "a \"b\""));
    }

    private static Offsets upTo(long next) {
        return Offsets.NONE.after(0, next - 1);
    }

    private static int freePort() {
        return Ports.free();
    }
}

package dev.sotto.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersTest {

    @Test
    void aTakenPortIsNamedTogetherWithWhoWantedIt(@TempDir Path directory) throws Exception {
        try (ServerSocket taken = new ServerSocket(Ports.free(), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedKafka.start(directory, taken.getLocalPort(), Ports.free()))
                    .isInstanceOf(EmbeddedServerFailed.class)
                    .hasMessageContaining(String.valueOf(taken.getLocalPort()))
                    .hasMessageContaining("Kafka");
        }
    }

    @Test
    void aDamagedKafkaDirectoryIsToldInOneSentence(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("meta.properties"), "nonsense");

        assertThatThrownBy(() -> EmbeddedKafka.start(directory, Ports.free(), Ports.free()))
                .isInstanceOf(EmbeddedServerFailed.class)
                .hasMessageContaining(directory.toString());
    }

    @Test
    void theObjectStoreRefusesWhoHasNoKey(@TempDir Path directory) throws Exception {
        Files.createDirectory(directory.resolve("private"));
        try (EmbeddedStore store = EmbeddedStore.start(directory, Ports.free(), "key", "secret");
                HttpClient stranger = HttpClient.newHttpClient()) {
            URI object = store.endpoint().resolve("/private/object");
            int status = stranger.send(
                            HttpRequest.newBuilder(object)
                                    .PUT(HttpRequest.BodyPublishers.ofString("mine"))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();

            assertThat(status).isBetween(400, 499);
            assertThat(directory.resolve("private").resolve("object")).doesNotExist();
        }
    }

    @Test
    void postgresqlKeepsItsRowsOverARestartAndIsDurable(@TempDir Path directory) throws Exception {
        Path data = directory.resolve("data");
        int port = Ports.free();
        try (EmbeddedDatabase first = EmbeddedDatabase.start(data, port)) {
            execute(first.port(), "create table kept (n int)");
            execute(first.port(), "insert into kept values (42)");
        }
        try (EmbeddedDatabase second = EmbeddedDatabase.start(data, port)) {
            assertThat(query(second.port(), "select n from kept")).isEqualTo("42");
            assertThat(query(second.port(), "show fsync")).isEqualTo("on");
            assertThat(query(second.port(), "show synchronous_commit")).isEqualTo("on");
        }
    }

    @Test
    void aDamagedPostgresqlDirectoryIsToldAtOnceInTheServersOwnWords(@TempDir Path directory) throws Exception {
        Path data = directory.resolve("data");
        int port = Ports.free();
        EmbeddedDatabase.start(data, port).close();
        Files.write(data.resolve("global").resolve("pg_control"), new byte[8192]);

        assertThatThrownBy(() -> EmbeddedDatabase.start(data, port))
                .isInstanceOf(EmbeddedServerFailed.class)
                .hasMessageContaining(data.toString())
                .hasMessageContaining("database")
                .hasMessageContaining("backup");
    }

    private static void execute(int port, String sql) throws SQLException {
        try (Connection connection = connect(port);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(int port, String sql) throws SQLException {
        try (Connection connection = connect(port);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(int port) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", "");
    }
}

package dev.sotto.orders.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.embedded.EmbeddedDatabase;
import dev.sotto.embedded.Ports;
import dev.sotto.orders.OrdersApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** A request that comes while the tables are made for the first time is told to come again, and nothing of it is blamed. */
class BeforeTheTablesTest {

    private static final String MANAGER = "manager-of-no-tables-yet";
    private static final long MIGRATION_LOCK = 7_310_042;

    @Test
    void whoComesBeforeTheTablesAreThereIsToldToComeAgain() throws IOException, SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.temporary();
                HttpClient http = HttpClient.newHttpClient();
                Connection other = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + database.port() + "/postgres", "postgres", "");
                Statement migrates = other.createStatement()) {
            migrates.execute("select pg_advisory_lock(" + MIGRATION_LOCK + ")");
            try (ConfigurableApplicationContext service = start(database.port())) {
                URI orders = URI.create("http://127.0.0.1:" + port(service) + "/api/restaurants/r1/orders");
                HttpRequest read = request(orders).build();
                HttpRequest command = request(URI.create(orders + "/o1/cancel"))
                        .POST(BodyPublishers.ofString("{\"reason\":\"early\"}"))
                        .build();
                isToldToComeAgain(send(http, read));
                isToldToComeAgain(send(http, command));

                migrates.execute("create role sotto_orders login noinherit");
                isToldToComeAgain(send(http, read));
                isToldToComeAgain(send(http, command));

                migrates.execute("select pg_advisory_unlock(" + MIGRATION_LOCK + ")");
                await().atMost(Duration.ofSeconds(20))
                        .untilAsserted(
                                () -> assertThat(send(http, read).statusCode()).isEqualTo(200));
            }
        }
    }

    private static void isToldToComeAgain(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
        assertThat(answer.body()).contains("\"code\":\"away\"");
    }

    private static ConfigurableApplicationContext start(int database) throws IOException {
        return OrdersApplication.application()
                .run(
                        "--server.port=0",
                        "--orders.kafka.bootstrap-servers=127.0.0.1:" + Ports.free(),
                        "--orders.postgres.url=postgresql://127.0.0.1:" + database + "/postgres",
                        "--orders.postgres.owner=postgres",
                        "--orders.tokens[0].token=" + MANAGER,
                        "--orders.tokens[0].restaurant-id=r1",
                        "--orders.tokens[0].role=manager");
    }

    private static HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + MANAGER)
                .header("Content-Type", "application/json");
    }

    private static HttpResponse<String> send(HttpClient http, HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static int port(ConfigurableApplicationContext service) {
        return Objects.requireNonNull(((WebServerApplicationContext) service).getWebServer())
                .getPort();
    }
}

package dev.sotto.orders.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.embedded.Ports;
import dev.sotto.orders.OrdersApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** A service whose database and log are both gone answers at once, and says when to ask again. */
class WithoutDatabaseTest {

    private static final String MANAGER = "manager-without-a-database";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static ConfigurableApplicationContext service;

    @BeforeAll
    static void startAlone() {
        service = OrdersApplication.application()
                .run(
                        "--server.port=0",
                        "--orders.kafka.bootstrap-servers=127.0.0.1:" + Ports.free(),
                        "--orders.postgres.url=postgresql://127.0.0.1:" + Ports.free() + "/postgres",
                        "--orders.postgres.owner=postgres",
                        "--orders.tokens[0].token=" + MANAGER,
                        "--orders.tokens[0].restaurant-id=r1",
                        "--orders.tokens[0].role=manager");
    }

    @AfterAll
    static void stop() {
        service.close();
        HTTP.shutdownNow();
    }

    static Stream<Operation> thatNeedTheDatabase() {
        return Operation.closed().stream().filter(operation -> !operation.isAStream());
    }

    @ParameterizedTest
    @MethodSource("thatNeedTheDatabase")
    void everyOperationSaysTryAgain(Operation operation) throws IOException, InterruptedException {
        String example = operation.example();
        String menu = "{\"categories\":[],\"ingredients\":[],\"optionGroups\":[],\"items\":[]}";
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port() + operation.at("r1", "any")))
                .header("Authorization", "Bearer " + MANAGER)
                .header("Content-Type", "application/json")
                .method(
                        operation.method(),
                        example == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(operation.path().contains("/menu") ? menu : example));
        if (operation.toString().startsWith("PUT /api")) {
            request.header("If-Match", "\"1\"");
        }
        if (operation.path().endsWith("/cancel")) {
            request.method("POST", BodyPublishers.ofString("{\"reason\":\"gone\"}"));
        }
        HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
        assertThat(answer.body()).contains("\"code\":\"away\"");
    }

    private static int port() {
        return Objects.requireNonNull(((WebServerApplicationContext) service).getWebServer())
                .getPort();
    }
}

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** A service whose database and log are both gone answers at once, and says when to ask again. */
class WithoutDatabaseTest {

    private static final String MANAGER = "manager-without-a-database";
    private static final String OPERATOR = "operator-without-a-database";
    private static final String COOK = "cook-without-a-database";
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
                        "--orders.tokens[0].role=manager",
                        "--orders.tokens[1].token=" + COOK,
                        "--orders.tokens[1].restaurant-id=r2",
                        "--orders.tokens[1].role=kitchen",
                        "--orders.tokens[2].token=" + OPERATOR,
                        "--orders.tokens[2].restaurant-id=r1",
                        "--orders.tokens[2].role=operator");
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
                .header("Authorization", "Bearer " + (operation.roles().contains("manager") ? MANAGER : OPERATOR))
                .header("Content-Type", "application/json")
                .method(
                        operation.method(),
                        example == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(operation.path().contains("/menu") ? menu : example));
        if (operation.toString().startsWith("PUT /api")) {
            request.header("If-Match", "\"1\"");
        }
        request.header("Idempotency-Key", "while it is away");
        if (operation.path().endsWith("/cancel")) {
            request.method("POST", BodyPublishers.ofString("{\"reason\":\"gone\"}"));
        }
        HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
        assertThat(answer.body()).contains("\"code\":\"away\"");
    }

    @Test
    void whoComesTooOftenIsToldWhenToComeAgain() throws IOException, InterruptedException {
        HttpRequest check = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port() + "/api/restaurants/r2/menu/check"))
                .header("Authorization", "Bearer " + COOK)
                .POST(BodyPublishers.ofString("{}"))
                .build();
        for (int left = 9; left >= 0; left--) {
            HttpResponse<String> answer = HTTP.send(check, BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.headers().firstValue("RateLimit-Policy")).hasValue("\"costly\";q=10;w=60");
            assertThat(answer.headers().firstValue("RateLimit").orElse("")).startsWith("\"costly\";r=" + left + ";t=");
        }

        HttpResponse<String> often = HTTP.send(check, BodyHandlers.ofString());
        assertThat(often.statusCode()).isEqualTo(429);
        assertThat(often.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 6L);
        assertThat(often.body()).contains("\"code\":\"too-often\"").contains("Come again in");
        assertThat(HTTP.send(
                                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/kitchen/r2"))
                                        .build(),
                                BodyHandlers.ofString())
                        .statusCode())
                .as("what is open to everybody")
                .isEqualTo(200);
    }

    @Test
    void whoGuessesTokensIsSlowedDown() throws IOException, InterruptedException {
        HttpRequest guess = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port() + "/api/restaurants/r1/orders"))
                .header("Authorization", "Bearer guessed")
                .build();
        int refused = 0;
        while (HTTP.send(guess, BodyHandlers.ofString()).statusCode() == 401 && refused < 200) {
            refused++;
        }
        assertThat(refused).isBetween(60, 70);
        assertThat(HTTP.send(guess, BodyHandlers.ofString()).statusCode()).isEqualTo(429);
    }

    private static int port() {
        return Objects.requireNonNull(((WebServerApplicationContext) service).getWebServer())
                .getPort();
    }
}

package dev.sotto.orders;

import dev.sotto.embedded.EmbeddedDatabase;
import dev.sotto.embedded.EmbeddedKafka;
import dev.sotto.log.EventLog;
import dev.sotto.log.LogSettings;
import dev.sotto.log.TopicPlan;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.schemas.order.OrderRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole order processor on a real broker and a real database, as a user meets it: over HTTP and the log. */
final class RunningOrders implements AutoCloseable {

    static final String COOK = "cook-of-r1-0123456789";
    static final String MANAGER = "manager-of-r1-0123456789";
    static final String STRANGER = "cook-of-r2-0123456789";
    private static final Duration SOON = Duration.ofSeconds(20);

    private final EmbeddedKafka kafka = EmbeddedKafka.temporary();
    private final EmbeddedDatabase database = EmbeddedDatabase.temporary();
    private final EventLog log =
            EventLog.open(LogSettings.at(kafka.bootstrapServers()), "test", new SimpleMeterRegistry());
    private final HttpClient http = HttpClient.newHttpClient();
    private ConfigurableApplicationContext service;

    RunningOrders() {
        log.createTopics(new TopicPlan(4, (short) 1)).block(SOON);
        this.service = startService();
    }

    private ConfigurableApplicationContext startService() {
        Map<String, Object> properties = Map.ofEntries(
                Map.entry("server.port", "0"),
                Map.entry("orders.kafka.bootstrap-servers", kafka.bootstrapServers()),
                Map.entry("orders.postgres.url", "postgresql://127.0.0.1:" + database.port() + "/postgres"),
                Map.entry("orders.postgres.user", "postgres"),
                Map.entry("orders.tokens[0].token", COOK),
                Map.entry("orders.tokens[0].restaurant-id", "r1"),
                Map.entry("orders.tokens[0].role", "kitchen"),
                Map.entry("orders.tokens[1].token", MANAGER),
                Map.entry("orders.tokens[1].restaurant-id", "r1"),
                Map.entry("orders.tokens[1].role", "manager"),
                Map.entry("orders.tokens[2].token", STRANGER),
                Map.entry("orders.tokens[2].restaurant-id", "r2"),
                Map.entry("orders.tokens[2].role", "kitchen"));
        return OrdersApplication.application().run(arguments(properties));
    }

    private static String[] arguments(Map<String, Object> properties) {
        return properties.entrySet().stream()
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new);
    }

    void append(OrderRecord order) {
        log.append(Topics.ORDERS_EVENTS, order.envelope().restaurantId(), order, Trace.start())
                .block(SOON);
    }

    int port() {
        return Objects.requireNonNull(((WebServerApplicationContext) service).getWebServer())
                .getPort();
    }

    HttpResponse<String> get(String path, String token) {
        return send(request(path, token).GET().build());
    }

    HttpResponse<String> post(String path, String token, String body) {
        return send(request(path, token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    HttpResponse<Stream<String>> stream(String path, String token, String lastEventId) {
        HttpRequest.Builder request = request(path, token);
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        return exchange(request.GET().build(), BodyHandlers.ofLines());
    }

    private HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest request) {
        return exchange(request, BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(request, body);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Stops the service alone, lets something happen, and starts it again. */
    void whileTheServiceIsDown(Runnable happens) {
        service.close();
        happens.run();
        service = startService();
    }

    @Override
    public void close() {
        service.close();
        http.shutdownNow();
        log.close();
        database.close();
        kafka.close();
    }
}

package dev.sotto.orders;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.sotto.embedded.EmbeddedDatabase;
import dev.sotto.embedded.EmbeddedKafka;
import dev.sotto.log.EventLog;
import dev.sotto.log.LogSettings;
import dev.sotto.log.TopicPlan;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.orders.identity.AccessToken;
import dev.sotto.orders.identity.Role;
import dev.sotto.orders.identity.ScriptedProvider;
import dev.sotto.orders.store.PostgresSettings;
import dev.sotto.schemas.Topic;
import dev.sotto.schemas.TopicRecord;
import dev.sotto.schemas.order.OrderRecord;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.reactive.function.server.RouterFunction;

/** The whole order processor on a real broker and a real database, as a user meets it: over HTTP and the log. */
public final class RunningOrders implements AutoCloseable {

    public static final String COOK = "cook-of-r1-0123456789";
    public static final String MANAGER = "manager-of-r1-0123456789";
    public static final String STRANGER = "cook-of-r2-0123456789";
    /** One of each role, all of r1. */
    public static final Map<String, String> BY_ROLE = Map.of(
            "manager", MANAGER,
            "kitchen", COOK,
            "waiter", "waiter-of-r1-0123456789",
            "analyst", "analyst-of-r1-0123456789",
            "operator", "operator-of-r1-0123456789",
            "board", "board-of-r1-0123456789");
    /** Restaurants that tests of the page have to themselves. */
    private static final List<String> PAGES = List.of(
            "p1", "p2", "p3", "p4", "p5", "p6", "p7", "m1", "m2", "m3", "m4", "m5", "m7", "m8", "m9", "m10", "k1", "k2",
            "k3", "k4", "k5", "k6", "k7", "k8", "k9");

    private static final List<AccessToken> TOKENS = Stream.of(
                    BY_ROLE.entrySet().stream()
                            .map(each -> new AccessToken(
                                    each.getValue(),
                                    "r1",
                                    Role.valueOf(each.getKey().toUpperCase(Locale.ROOT)))),
                    Stream.of(new AccessToken(STRANGER, "r2", Role.KITCHEN)),
                    PAGES.stream().map(id -> new AccessToken(cookOf(id), id, Role.KITCHEN)),
                    PAGES.stream().map(id -> new AccessToken(managerOf(id), id, Role.MANAGER)))
            .flatMap(each -> each)
            .toList();
    private static final Duration SOON = Duration.ofSeconds(20);

    private final EmbeddedKafka kafka = EmbeddedKafka.temporary();
    private final EmbeddedDatabase database = EmbeddedDatabase.temporary();
    private final EventLog log =
            EventLog.open(LogSettings.at(kafka.bootstrapServers()), "test", new SimpleMeterRegistry());
    private final ScriptedProvider provider = new ScriptedProvider();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Path deviceKey = newKey();
    private ConfigurableApplicationContext service;

    RunningOrders() {
        log.createTopics(new TopicPlan(4, (short) 1)).block(SOON);
        this.service = startService(0);
    }

    /** A key that signs devices' tokens, in a file of its own. */
    private static Path newKey() {
        try {
            Path file = Files.createTempFile("device-key", ".json");
            RSAKey key = new RSAKeyGenerator(2048).keyID("devices-1").generate();
            return Files.writeString(file, key.toJSONString());
        } catch (IOException | JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static String cookOf(String restaurantId) {
        return "cook-of-" + restaurantId + "-0123456789";
    }

    public static String managerOf(String restaurantId) {
        return "manager-of-" + restaurantId + "-0123456789";
    }

    private ConfigurableApplicationContext startService(int port) {
        Map<String, Object> properties = new HashMap<>(Map.of(
                "server.port",
                Integer.toString(port),
                "orders.kafka.bootstrap-servers",
                kafka.bootstrapServers(),
                "orders.postgres.url",
                "postgresql://127.0.0.1:" + database.port() + "/postgres",
                "orders.postgres.owner",
                "postgres"));
        properties.put("orders.identity.issuers[0].issuer", provider.name());
        properties.put("orders.identity.issuers[0].algorithms", "ES256");
        // All the tests of a minute are one client.
        for (String pace : List.of("costly", "usual", "refused", "guesses", "asking")) {
            properties.put("orders.pace." + pace, 1_000_000);
        }
        properties.put("orders.pairing.key", deviceKey.toString());
        properties.put("orders.pairing.earpiece", "http://127.0.0.1:1/earpiece/");
        properties.put("orders.webhooks.loopback", true);
        properties.put("orders.webhooks.patience", "500ms");
        properties.putAll(TestSettings.ofPrinters());
        int token = 0;
        for (AccessToken access : TOKENS) {
            String entry = "orders.tokens[" + token++ + "].";
            properties.put(entry + "token", access.token());
            properties.put(entry + "restaurant-id", access.restaurantId());
            properties.put(entry + "role", access.role());
        }
        return OrdersApplication.application().run(arguments(properties));
    }

    private static String[] arguments(Map<String, Object> properties) {
        return properties.entrySet().stream()
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new);
    }

    public void publish(RestaurantConfig config) {
        log.append(Topics.RESTAURANTS_CONFIG, config.id(), config, Trace.start())
                .block(SOON);
    }

    public void append(OrderRecord order) {
        log.append(Topics.ORDERS_EVENTS, order.envelope().restaurantId(), order, Trace.start())
                .block(SOON);
    }

    public <V extends TopicRecord> void append(Topic<V> topic, String key, V record) {
        log.append(topic, key, record, Trace.start()).block(SOON);
    }

    /** Every route there is, as {@code GET /path}. */
    public List<String> routes() {
        String told = service.getBean("routes", RouterFunction.class).toString();
        return Pattern.compile("\\((\\w+) && ([^)]+)\\)")
                .matcher(told)
                .results()
                .map(found -> found.group(1) + " " + found.group(2))
                .toList();
    }

    /** Any request, as a stranger may make it. */
    public HttpResponse<String> any(
            String method, String path, String token, @Nullable String body, String... headers) {
        HttpRequest.Builder request = request(path, token).header("Content-Type", "application/json");
        return send((headers.length == 0 ? request : request.headers(headers))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build());
    }

    public LogSettings kafka() {
        return LogSettings.at(kafka.bootstrapServers());
    }

    public PostgresSettings postgres() {
        return new PostgresSettings(
                "postgresql://127.0.0.1:" + database.port() + "/postgres",
                "sotto_orders",
                "",
                "postgres",
                "",
                "public",
                4);
    }

    /** The first column of the first row, as the database's superuser sees it. */
    public String owner(String sql) {
        try (var connection = postgres().connect("postgres", "");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        } catch (SQLException failed) {
            throw new IllegalStateException(failed.getMessage(), failed);
        }
    }

    /** An OpenID Connect provider whose tokens the service believes. */
    public ScriptedProvider provider() {
        return provider;
    }

    public int port() {
        return Objects.requireNonNull(((WebServerApplicationContext) service).getWebServer())
                .getPort();
    }

    public HttpResponse<String> get(String path, String token) {
        return send(request(path, token).GET().build());
    }

    /** A form, as devices and OAuth clients send it. */
    public HttpResponse<String> form(String path, Map<String, String> fields, String... headers) {
        String body = fields.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = request(path, "").header("Content-Type", "application/x-www-form-urlencoded");
        return send((headers.length == 0 ? request : request.headers(headers))
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    public HttpResponse<String> put(String path, String token, String body, String... headers) {
        HttpRequest.Builder request = request(path, token).header("Content-Type", "application/json");
        return send((headers.length == 0 ? request : request.headers(headers))
                .PUT(BodyPublishers.ofString(body))
                .build());
    }

    public HttpResponse<String> post(String path, String token, String body, String... headers) {
        HttpRequest.Builder request = request(path, token).header("Content-Type", "application/json");
        return send((headers.length == 0 ? request : request.headers(headers))
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    public HttpResponse<Stream<String>> stream(String path, String token, String lastEventId) {
        HttpRequest.Builder request = request(path, token);
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        return exchange(request.GET().build(), BodyHandlers.ofLines());
    }

    private HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
        request.timeout(SOON);
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
    public void whileTheServiceIsDown(Runnable happens) {
        int port = port();
        service.close();
        happens.run();
        service = startService(port);
    }

    @Override
    public void close() {
        service.close();
        provider.close();
        http.shutdownNow();
        log.close();
        database.close();
        kafka.close();
        try {
            Files.deleteIfExists(deviceKey);
        } catch (IOException stays) {
            throw new IllegalStateException(stays);
        }
    }
}

package dev.sotto.local.system;

import dev.sotto.analytics.AnalyticsApplication;
import dev.sotto.gateway.GatewayApplication;
import dev.sotto.orders.OrdersApplication;
import dev.sotto.pipeline.PipelineApplication;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The settings that make four services and three embedded servers one system. */
public final class Wiring {

    static final String STORE_KEY = "sotto";
    static final String STORE_SECRET = "store";
    public static final String SQL_TOKEN = "sql";
    private static final String DATABASE = "postgres";

    /** Phones in the same house may call; nobody from the open internet. */
    private static final String NEAR_NETWORKS =
            "127.0.0.0/8,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,169.254.0.0/16," + "::1,fc00::/7,fe80::/10";

    private final SystemOptions options;
    private final DataDirectory directory;
    private final Credentials credentials;
    private final TokenIssuer tokens;
    private final List<RestaurantFile> restaurants;

    Wiring(
            SystemOptions options,
            DataDirectory directory,
            Credentials credentials,
            TokenIssuer tokens,
            List<RestaurantFile> restaurants) {
        this.options = options;
        this.directory = directory;
        this.credentials = credentials;
        this.tokens = tokens;
        this.restaurants = restaurants;
    }

    /** The name under which the credentials keep the token of a restaurant's kitchen. */
    public static String kitchenToken(String restaurantId) {
        return "kitchen." + restaurantId;
    }

    /** The name under which the credentials keep the token of a restaurant's manager. */
    public static String managerToken(String restaurantId) {
        return "manager." + restaurantId;
    }

    List<Service> services() {
        return List.of(
                new Service("analytics", AnalyticsApplication.class, analytics()),
                new Service("orders", OrdersApplication.class, orders()),
                new Service("pipeline", PipelineApplication.class, pipeline()),
                new Service("gateway", GatewayApplication.class, gateway()));
    }

    private Map<String, Object> gateway() {
        Map<String, Object> settings = common("ingress-gateway", options.gatewayPort);
        settings.put("gateway.kafka.bootstrap-servers", kafka());
        settings.put("gateway.sip.host", options.bind);
        settings.put("gateway.sip.port", options.sipPort);
        settings.put(
                "gateway.registration.secrets", directory.resolve("secrets").toString());
        settings.put("gateway.registration.hand-over", "0s"); // there is no other node
        settings.put("gateway.drain", "0s"); // whoever presses Ctrl-C does not mean in five minutes
        if (!options.bind.startsWith("127.")) {
            settings.put("gateway.sip.trunks", NEAR_NETWORKS);
        }
        settings.put("gateway.media.first-port", options.firstRtpPort());
        settings.put("gateway.media.last-port", options.lastRtpPort());
        settings.put("gateway.capacity", Math.min(150, (options.lastRtpPort() - options.firstRtpPort()) / 2));
        settings.put("gateway.earpiece.pairing", page(options.ordersPort));
        settings.put("gateway.tokens.audience", TokenIssuer.AUDIENCE);
        settings.put("gateway.tokens.issuers[0].issuer", TokenIssuer.NAME);
        settings.put("gateway.tokens.issuers[0].keys", tokens.publicKeys().toString());
        settings.put("gateway.tokens.issuers[0].algorithms", TokenIssuer.ALGORITHM);
        return settings;
    }

    private Map<String, Object> pipeline() {
        Map<String, Object> settings = common("audio-pipeline", options.pipelinePort);
        settings.put("pipeline.kafka.bootstrap-servers", kafka());
        return settings;
    }

    private Map<String, Object> orders() {
        Map<String, Object> settings = common("order-processor", options.ordersPort);
        settings.put("orders.kafka.bootstrap-servers", kafka());
        settings.put("orders.postgres.url", "postgresql://127.0.0.1:" + options.postgresPort + "/" + DATABASE);
        settings.put("orders.postgres.owner", "postgres");
        settings.put("orders.identity.audience", TokenIssuer.SCREENS);
        settings.put("orders.identity.issuers[0].issuer", TokenIssuer.NAME);
        settings.put("orders.identity.issuers[0].keys", tokens.publicKeys().toString());
        settings.put("orders.identity.issuers[0].algorithms", TokenIssuer.ALGORITHM);
        settings.put("orders.pairing.key", tokens.privateKey().toString());
        settings.put("orders.pairing.issuer", TokenIssuer.NAME);
        settings.put("orders.pairing.earpiece-audience", TokenIssuer.AUDIENCE);
        settings.put("orders.evidence.address", page(options.ordersPort));
        settings.put("orders.pairing.earpiece", page(options.gatewayPort) + "/earpiece/");
        // For ./sotto printer; ORDERS_PRINTERS_NETWORKS names others in its place.
        settings.put("orders.printers.networks", "127.0.0.0/8");
        for (int i = 0; i < restaurants.size(); i++) {
            String id = restaurants.get(i).config().id();
            token(settings, 2 * i, id, "kitchen", kitchenToken(id));
            token(settings, 2 * i + 1, id, "manager", managerToken(id));
        }
        return settings;
    }

    private void token(Map<String, Object> settings, int nth, String restaurantId, String role, String secret) {
        String entry = "orders.tokens[" + nth + "].";
        settings.put(entry + "token", credentials.secret(secret));
        settings.put(entry + "restaurant-id", restaurantId);
        settings.put(entry + "role", role);
    }

    private Map<String, Object> analytics() {
        Map<String, Object> settings = common("analytics-sink", options.analyticsPort);
        settings.put("analytics.kafka.bootstrap-servers", kafka());
        settings.put("analytics.lake.warehouse", "s3://sotto/warehouse");
        settings.put("analytics.lake.endpoint", "http://127.0.0.1:" + options.storePort);
        settings.put("analytics.lake.access-key", STORE_KEY);
        settings.put("analytics.lake.secret-key", credentials.secret(STORE_SECRET));
        settings.put(
                "analytics.lake.catalog-url", "jdbc:postgresql://127.0.0.1:" + options.postgresPort + "/" + DATABASE);
        settings.put(
                "analytics.query.cache", directory.resolve("analytics-cache").toString());
        settings.put("analytics.query.tokens[0].token", credentials.secret(SQL_TOKEN));
        settings.put("analytics.query.tokens[0].restaurant-id", "*");
        settings.put("analytics.query.tokens[0].role", "operator");
        settings.put("analytics.query.tokens[0].name", "the operator of this machine");
        settings.put("analytics.wire.port", options.historyPort);
        return settings;
    }

    private Map<String, Object> common(String name, int port) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("spring.application.name", name);
        settings.put("server.address", options.bind);
        settings.put("server.port", port);
        settings.put("spring.jmx.enabled", false);
        settings.put("management.endpoints.web.exposure.include", "health,prometheus,registrations");
        settings.put("management.endpoint.health.show-details", "always");
        return settings;
    }

    /** Where browsers reach a service, those of other machines too when we let them. */
    private String page(int port) {
        return "http://" + options.nearbyAddress() + ":" + port;
    }

    private String kafka() {
        return "127.0.0.1:" + options.kafkaPort;
    }
}

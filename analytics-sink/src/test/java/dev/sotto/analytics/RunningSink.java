package dev.sotto.analytics;

import dev.sotto.analytics.lake.LakeSettings;
import dev.sotto.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole service, with a token of one restaurant and one of all. */
public final class RunningSink {

    public static final String BISTRO = "token-of-the-bistro";
    public static final String OPERATOR = "token-of-the-operator";

    private RunningSink() {}

    public static ConfigurableApplicationContext start(EmbeddedKafka kafka, LakeSettings lake, Path folder) {
        SpringApplication application = new SpringApplication(AnalyticsApplication.class);
        application.setDefaultProperties(settings(kafka, lake, folder));
        return application.run();
    }

    private static Map<String, Object> settings(EmbeddedKafka kafka, LakeSettings lake, Path folder) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("server.port", 0);
        settings.put("management.endpoints.web.exposure.include", "health,prometheus");
        settings.put("management.endpoint.health.show-details", "always");
        settings.put("analytics.kafka.bootstrap-servers", kafka.bootstrapServers());
        settings.put("analytics.commit-interval", "300ms");
        settings.put("analytics.upkeep.every", "1s");
        settings.put("analytics.lake.warehouse", lake.warehouse());
        settings.put("analytics.lake.endpoint", String.valueOf(lake.endpoint()));
        settings.put("analytics.lake.access-key", "key");
        settings.put("analytics.lake.secret-key", "secret");
        settings.put("analytics.lake.catalog-url", lake.catalogUrl());
        settings.put("analytics.query.cache", folder.resolve("cache").toString());
        settings.put("analytics.query.tokens[0].token", BISTRO);
        settings.put("analytics.query.tokens[0].restaurant-id", "bistro");
        settings.put("analytics.query.tokens[1].token", OPERATOR);
        settings.put("analytics.query.tokens[1].restaurant-id", "*");
        settings.put("analytics.query.tokens[1].role", "operator");
        settings.put("analytics.query.tokens[1].name", "Olga");
        return settings;
    }
}

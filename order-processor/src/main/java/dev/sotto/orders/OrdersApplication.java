package dev.sotto.orders;

import java.util.Map;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** The order processor: orders from the log into the database, and from there to the kitchen. */
@SpringBootApplication
@EnableConfigurationProperties(OrdersSettings.class)
public class OrdersApplication {

    /** Boot's own settings, which a configuration record cannot default. */
    private static final Map<String, Object> BOOT = Map.of(
            "spring.application.name", "order-processor",
            "spring.main.banner-mode", "off",
            "spring.web.resources.add-mappings", "false",
            "server.port", "8083",
            "server.shutdown", "graceful",
            // Other services may live in this JVM; each has meters of its own.
            "management.metrics.use-global-registry", "false",
            "management.endpoints.web.exposure.include", "health,prometheus",
            "management.endpoint.health.show-details", "always",
            "management.endpoint.health.probes.enabled", "true");

    /** The service, ready to {@code run} with further properties. */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(OrdersApplication.class).properties(BOOT);
    }

    public static void main(String[] args) {
        application().run(args);
    }
}

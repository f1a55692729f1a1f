package dev.sotto.orders;

import static java.util.Map.entry;

import java.util.Map;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** The order processor: orders from the log into the database, and from there to the kitchen. */
@SpringBootApplication
@EnableConfigurationProperties(OrdersSettings.class)
public class OrdersApplication {

    /** Boot's own settings, which a configuration record cannot default. */
    private static final Map<String, Object> BOOT = Map.ofEntries(
            entry("spring.application.name", "order-processor"),
            entry("spring.main.banner-mode", "off"),
            entry("spring.web.resources.add-mappings", "false"),
            entry("server.port", "8083"),
            entry("server.shutdown", "graceful"),
            // Our pages, for tablets at the far end of a kitchen's radio; what programs and screens are told stays as
            // it is.
            entry("server.compression.enabled", "true"),
            entry("server.compression.mime-types", "text/html,text/css,text/javascript,image/svg+xml"),
            entry("server.compression.min-response-size", "1KB"),
            // Other services may live in this JVM; each has meters of its own.
            entry("management.metrics.use-global-registry", "false"),
            entry("management.endpoints.web.exposure.include", "health,prometheus"),
            // A menu of a thousand dishes has 300 KiB; more than three times that is not a menu.
            entry("spring.http.codecs.max-in-memory-size", "1MB"),
            entry("management.endpoint.health.show-details", "always"),
            entry("management.endpoint.health.probes.enabled", "true"),
            // Our own indicator says what matters; a full disk here would be the database's.
            entry("management.health.defaults.enabled", "false"));

    /** The service, ready to {@code run} with further properties. */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(OrdersApplication.class).properties(BOOT);
    }

    public static void main(String[] args) {
        application().run(args);
    }
}

package dev.sotto.gateway;

import static java.util.Map.entry;

import java.util.Map;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Callers and waiters come in here; their voices go to the log and the answers come back. */
@SpringBootApplication
@EnableConfigurationProperties(GatewaySettings.class)
public class GatewayApplication {

    /** Boot's own settings, which a configuration record cannot default. */
    private static final Map<String, Object> BOOT = Map.ofEntries(
            entry("spring.application.name", "ingress-gateway"),
            entry("spring.main.banner-mode", "off"),
            entry("server.port", "8081"),
            entry("server.shutdown", "graceful"),
            // Whoever stops decides how long itself: see gateway.drain.
            entry("spring.lifecycle.timeout-per-shutdown-phase", "1h"),
            // Other services may live in this JVM; each has meters of its own.
            entry("management.metrics.use-global-registry", "false"),
            entry("management.endpoints.web.exposure.include", "health,prometheus,registrations"),
            entry("management.endpoint.health.show-details", "always"));

    /** The service, ready to {@code run} with further properties. */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(GatewayApplication.class).properties(BOOT);
    }

    public static void main(String[] arguments) {
        application().run(arguments);
    }
}

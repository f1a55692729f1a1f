package dev.sotto.local.system;

import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** One service of Sotto, started in this JVM as it would run alone, with its own context, port and settings. */
record Service(String name, Class<?> application, Map<String, Object> settings) {

    AutoCloseable start() {
        return new SpringApplicationBuilder(application)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                // The launcher stops the services in their order.
                .registerShutdownHook(false)
                .properties(settings)
                .run();
    }
}

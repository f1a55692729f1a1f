package dev.sotto.local.operate;

import dev.sotto.local.system.DataOption;
import dev.sotto.local.system.LogFile;
import dev.sotto.local.system.Running;
import dev.sotto.local.terminal.Failure;
import dev.sotto.log.LogSettings;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which log an operator's command works on: the one of the system that runs here, or any other. */
final class LogOption {

    @Mixin
    DataOption data = new DataOption();

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT,…",
            description = "Brokers of another log than the one of the system that runs here.")
    @Nullable
    String bootstrapServers;

    @Option(
            names = "--client-config",
            paramLabel = "FILE",
            description = "Kafka client properties for TLS and SASL (security.*, sasl.*, ssl.*).")
    @Nullable
    Path clientConfig;

    LogSettings settings() {
        LogFile.in(data.directory);
        String servers = bootstrapServers != null
                ? bootstrapServers
                : Running.on(data.directory).kafka();
        return new LogSettings(servers, security(), LogSettings.at(servers).patience());
    }

    private Map<String, String> security() {
        if (clientConfig == null) {
            return Map.of();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(clientConfig)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new Failure("The client configuration " + clientConfig + " cannot be read.", unreadable);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }
}

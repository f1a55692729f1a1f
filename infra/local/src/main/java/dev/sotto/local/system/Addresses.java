package dev.sotto.local.system;

import dev.sotto.local.terminal.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a running local system can be reached; written into its data directory, so that the other commands find it.
 *
 * @param pid the process that runs it
 * @param sip SIP URI host and port
 * @param kafka bootstrap servers
 */
public record Addresses(
        long pid,
        String sip,
        String gateway,
        String pipeline,
        String orders,
        String analytics,
        String history,
        String registry,
        String kafka,
        String postgres,
        String store,
        List<Restaurant> restaurants) {

    private static final String FILE = "system.json";

    /** A restaurant that can be called, and its kitchen. */
    public record Restaurant(String id, String name, String language, String phoneNumber) {}

    static Addresses of(SystemOptions options, List<Restaurant> restaurants) {
        String host = options.isEverywhere() ? "127.0.0.1" : options.bind;
        return new Addresses(
                ProcessHandle.current().pid(),
                host + ":" + options.sipPort,
                "http://" + host + ":" + options.gatewayPort,
                "http://" + host + ":" + options.pipelinePort,
                "http://" + host + ":" + options.ordersPort,
                "http://" + host + ":" + options.analyticsPort,
                "127.0.0.1:" + options.historyPort,
                "http://" + host + ":" + options.registryPort,
                "127.0.0.1:" + options.kafkaPort,
                "postgresql://postgres@127.0.0.1:" + options.postgresPort + "/postgres",
                "http://127.0.0.1:" + options.storePort,
                restaurants);
    }

    /** The system that runs on this data directory, if one does. */
    public static Optional<Addresses> ofRunning(Path dataDirectory) {
        Path file = dataDirectory.toAbsolutePath().normalize().resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Addresses found = JsonMapper.shared().readValue(file.toFile(), Addresses.class);
            return ProcessHandle.of(found.pid).map(process -> found);
        } catch (JacksonException damaged) {
            return Optional.empty();
        }
    }

    void writeTo(DataDirectory directory) {
        try {
            Files.writeString(
                    directory.resolve(FILE),
                    JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n",
                    StandardCharsets.UTF_8);
        } catch (IOException unwritable) {
            throw new Failure("The addresses cannot be written into " + directory.path() + ".", unwritable);
        }
    }

    static void removeFrom(DataDirectory directory) {
        try {
            Files.deleteIfExists(directory.resolve(FILE));
        } catch (IOException stays) {
            throw new Failure("The file " + directory.resolve(FILE) + " cannot be removed.", stays);
        }
    }

    /** Where earpieces connect. */
    public String earpiece() {
        return gateway.replaceFirst("^http", "ws") + "/earpiece";
    }

    public Restaurant restaurantSpeaking(String language) {
        return restaurants.stream()
                .filter(restaurant -> restaurant.language().equals(language))
                .findFirst()
                .orElseThrow(() -> new Failure("No restaurant that speaks " + language + " is configured."));
    }
}

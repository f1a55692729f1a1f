package dev.sotto.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.dialogue.menu.MenuFile;
import dev.sotto.embedded.EmbeddedKafka;
import dev.sotto.local.HouseRulesTest;
import dev.sotto.log.EventLog;
import dev.sotto.log.LogSettings;
import dev.sotto.log.StateTable;
import dev.sotto.log.TopicPlan;
import dev.sotto.log.Topics;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedingTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Path ORIGINAL =
            HouseRulesTest.ROOT.resolve("infra").resolve("restaurants").resolve("harbour-grill.yaml");

    @TempDir
    private Path folder;

    @Test
    void whatWasEditedElsewhereOutlivesAStartUntilTheFileIsChanged() throws IOException {
        Path file = Files.copy(ORIGINAL, folder.resolve("mine.yaml"));
        int port = SystemOptions.aside(folder).kafkaPort;
        try (var _ = EmbeddedKafka.start(folder.resolve("kafka"), port, port + 1);
                EventLog log = EventLog.open(LogSettings.at("127.0.0.1:" + port), "test", new SimpleMeterRegistry())) {
            log.createTopics(new TopicPlan(1, (short) 1)).block(SOON);
            StateTable<RestaurantConfig> table = log.table(Topics.RESTAURANTS_CONFIG);

            start(log, file);
            assertThat(nameIn(table)).isEqualTo("Harbour Grill");

            Files.writeString(folder.resolve("edited.yaml"), renamed("Edited by its manager"));
            Seeding.publish(
                            log,
                            List.of(restaurant(folder.resolve("edited.yaml"))),
                            new PublishedFiles(folder.resolve("another")))
                    .block(SOON);
            start(log, file);
            assertThat(nameIn(table)).isEqualTo("Edited by its manager");

            Files.writeString(file, renamed("Renamed in its file"));
            start(log, file);
            assertThat(nameIn(table)).isEqualTo("Renamed in its file");
        }
    }

    private void start(EventLog log, Path file) {
        Seeding.publish(log, List.of(restaurant(file)), new PublishedFiles(folder.resolve("published")))
                .block(SOON);
    }

    private static RestaurantFile restaurant(Path file) {
        return new RestaurantFile(file, MenuFile.load(file));
    }

    private static String renamed(String name) throws IOException {
        return Files.readString(ORIGINAL).replace("name: Harbour Grill", "name: " + name);
    }

    private static String nameIn(StateTable<RestaurantConfig> table) {
        table.caughtUp().block(SOON);
        RestaurantConfig config = table.get("harbour-grill");
        return config == null ? "" : config.name();
    }
}

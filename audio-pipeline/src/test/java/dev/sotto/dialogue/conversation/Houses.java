package dev.sotto.dialogue.conversation;

import dev.sotto.dialogue.menu.MenuFile;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The demonstration restaurants with other rules at the telephone, as their managers would write them. */
final class Houses {
    private static final String HUMANS = """
            telephony:
              humans:
                - {name: manager, target: "sip:boss@192.0.2.7"}
            """;

    private Houses() {}

    static RestaurantConfig english(String... more) {
        return with("harbour-grill", more);
    }

    static RestaurantConfig french(String... more) {
        return with("chez-lucette", more);
    }

    /** Somebody answers there when the machine should not. */
    static String humans() {
        return HUMANS;
    }

    /** Open from 18:30 to 23:00. */
    static RestaurantConfig englishEvenings(String... more) {
        return parsed(
                "harbour-grill",
                text("harbour-grill")
                        .replace("opens: \"00:00\", closes: \"24:00\"", "opens: \"18:30\", closes: \"23:00\""),
                more);
    }

    private static RestaurantConfig with(String id, String... more) {
        return parsed(id, text(id), more);
    }

    private static RestaurantConfig parsed(String id, String text, String... more) {
        return MenuFile.parse(id, text + "\n" + String.join("\n", more));
    }

    private static String text(String id) {
        try {
            return Files.readString(Path.of("..", "infra", "restaurants", id + ".yaml"))
                    .replaceAll("(?m)^timeZone: .*$", "timeZone: UTC")
                    .replaceAll("(?ms)^(counter|telephony):.*?(?=^\\S)", "");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

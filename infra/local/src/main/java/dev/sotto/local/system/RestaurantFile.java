package dev.sotto.local.system;

import dev.sotto.dialogue.menu.MenuFile;
import dev.sotto.local.terminal.Failure;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A restaurant as a file that a person reads and edits. */
public record RestaurantFile(Path file, RestaurantConfig config) {

    /** Every restaurant of the directory, checked; fails with the file, line and field of the first mistakes. */
    public static List<RestaurantFile> readAll(SystemOptions options) {
        Path directory = options.restaurantDirectory();
        try (Stream<Path> files = Files.list(directory)) {
            List<RestaurantFile> found = files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(file -> new RestaurantFile(file, MenuFile.load(file)))
                    .toList();
            if (found.isEmpty()) {
                throw new Failure("The directory " + directory + " holds no restaurant (*.yaml).");
            }
            return found;
        } catch (IOException unreadable) {
            throw new Failure("The restaurants in " + directory + " cannot be read.", unreadable);
        }
    }

    Addresses.Restaurant address() {
        String number = config.phoneNumbers().isEmpty()
                ? config.id()
                : config.phoneNumbers().getLast();
        return new Addresses.Restaurant(config.id(), config.name(), config.language(), number);
    }
}

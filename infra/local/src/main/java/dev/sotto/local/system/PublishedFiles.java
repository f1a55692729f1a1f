package dev.sotto.local.system;

import dev.sotto.local.terminal.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The restaurants' files as they were when they were last published. A menu may since have been edited elsewhere: only a
 * file that somebody has changed may overrule that.
 */
final class PublishedFiles {
    private final Path folder;

    /** {@code folder} is made when the first file is kept. */
    PublishedFiles(Path folder) {
        this.folder = folder;
    }

    /** Whether this file was published before and has not been touched since. */
    boolean has(RestaurantFile restaurant) {
        Path kept = kept(restaurant);
        try {
            return Files.exists(kept) && Files.mismatch(kept, restaurant.file()) < 0;
        } catch (IOException unreadable) {
            throw new Failure("The restaurant " + restaurant.file() + " cannot be compared with " + kept, unreadable);
        }
    }

    void keep(RestaurantFile restaurant) {
        Path kept = kept(restaurant);
        try {
            Files.createDirectories(folder);
            Files.copy(restaurant.file(), kept, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            throw new Failure("The restaurant " + restaurant.file() + " cannot be kept as " + kept, unwritable);
        }
    }

    private Path kept(RestaurantFile restaurant) {
        return folder.resolve(restaurant.config().id() + ".yaml");
    }
}

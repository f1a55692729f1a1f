package dev.sotto.gateway.registration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Passwords stand in files of the node, never in the log: {@code <directory>/<restaurant id>/<name>}, so that the
 * configuration of one restaurant cannot name the password of another. Read for every attempt: a changed file counts.
 */
public final class Secrets {

    /** What was found under a name. */
    public sealed interface Reading {

        record Found(String password) implements Reading {
            @Override
            public String toString() {
                return "Found[…]";
            }
        }

        record Missing(String why) implements Reading {}
    }

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern RESTAURANT = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final int LONGEST_BYTES = 1024;

    private final @Nullable Path directory;

    /** @param directory null when this node keeps no passwords */
    public Secrets(@Nullable Path directory) {
        this.directory = directory;
    }

    Mono<Reading> read(String restaurantId, String name) {
        return Mono.fromCallable(() -> lookUp(restaurantId, name)).subscribeOn(Schedulers.boundedElastic());
    }

    private Reading lookUp(String restaurantId, String name) {
        if (!NAME.matcher(name).matches() || !RESTAURANT.matcher(restaurantId).matches()) {
            return new Reading.Missing("the secret's name may hold letters, digits and . _ - only");
        }
        if (directory == null) {
            return new Reading.Missing("this node has no passwords: set gateway.registration.secrets to their folder");
        }
        Path file = directory.resolve(restaurantId).resolve(name);
        try {
            if (Files.size(file) > LONGEST_BYTES) {
                return new Reading.Missing("the file " + file + " is too long to be a password");
            }
            String password = Files.readString(file, StandardCharsets.UTF_8).strip();
            return password.isEmpty()
                    ? new Reading.Missing("the file " + file + " is empty: write the account's password into it")
                    : new Reading.Found(password);
        } catch (NoSuchFileException missing) {
            return new Reading.Missing("its password is missing: write it into the file " + file);
        } catch (IOException unreadable) {
            return new Reading.Missing("the file " + file + " cannot be read: check its owner and permissions");
        }
    }
}

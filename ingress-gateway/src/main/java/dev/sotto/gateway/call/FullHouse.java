package dev.sotto.gateway.call;

import dev.sotto.gateway.room.Room;
import dev.sotto.schemas.room.Announcement;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is known and what is said when there is no room for one more caller.
 *
 * @param pipeline whether whoever hears and answers callers has room
 * @param announcements by {@link Announcement#key}
 * @param waitingLines callers who are told so at once, beside those who are served
 */
public record FullHouse(
        Supplier<Room> pipeline, Function<String, @Nullable Announcement> announcements, int waitingLines) {}

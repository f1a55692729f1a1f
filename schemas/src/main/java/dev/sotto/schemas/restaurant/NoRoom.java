package dev.sotto.schemas.restaurant;

import org.jspecify.annotations.Nullable;

/** What happens to a caller for whom there is no room. */
public record NoRoom(NoRoomChoice choice, @Nullable String redirectTo, int queueSeconds) {}

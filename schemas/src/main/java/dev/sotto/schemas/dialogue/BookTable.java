package dev.sotto.schemas.dialogue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A table is booked. */
public record BookTable(String name, @Nullable String phone, int guests, Instant at) implements Matter {}

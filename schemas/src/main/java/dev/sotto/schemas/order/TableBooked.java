package dev.sotto.schemas.order;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A table was booked. */
public record TableBooked(String name, @Nullable String phone, int guests, Instant at) implements OrderEvent {}

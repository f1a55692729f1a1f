package dev.sotto.schemas.dialogue;

import org.jspecify.annotations.Nullable;

/**
 * A table is being booked; one question about it was asked.
 *
 * @param day ISO 8601, by the restaurant's calendar
 * @param time HH:mm
 */
public record BookingTable(
        @Nullable String day,
        @Nullable String time,
        @Nullable Integer guests,
        String asked) implements DialoguePhase {}

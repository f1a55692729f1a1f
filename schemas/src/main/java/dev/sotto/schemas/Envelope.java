package dev.sotto.schemas;

import java.time.Instant;

/** What every record repeats inside itself, so that a record on the wrong topic or of the wrong tenant is refused on read. */
public record Envelope(String topic, String restaurantId, String eventId, Instant occurredAt) {}

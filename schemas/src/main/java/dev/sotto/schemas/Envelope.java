package dev.sotto.schemas;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * What every record repeats about itself, so that a record that strayed into another topic or tenant is noticed on
 * read.
 */
public record Envelope(String topic, String restaurantId, String eventId, Instant occurredAt) {

    public Envelope {
        // The wire carries milliseconds; a record must equal itself after a round trip.
        occurredAt = occurredAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** An envelope for an event that happens once and is never derived again. */
    public static Envelope unique(Topic<?> topic, String restaurantId) {
        return of(topic, restaurantId, UUID.randomUUID().toString());
    }

    /** An envelope whose event id the caller derived, see {@link DerivedId}. */
    public static Envelope of(Topic<?> topic, String restaurantId, String eventId) {
        return new Envelope(topic.name(), restaurantId, eventId, Instant.now());
    }
}

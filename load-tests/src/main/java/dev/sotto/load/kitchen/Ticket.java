package dev.sotto.load.kitchen;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A ticket as a screen was told of it: {@code id} is its place in the stream, {@code json} all it said. */
public record Ticket(long id, Instant arrivedAt, JsonNode json) {
    public String orderId() {
        return text("orderId");
    }

    /** What people call the order; 0 when the stream does not say. */
    public long number() {
        return json.path("number").asLong(0);
    }

    /** Grows with every change of the order; 0 when the stream does not say. */
    public long version() {
        return json.path("version").asLong(0);
    }

    public String status() {
        return text("status");
    }

    /** Empty for a take-away order. */
    public String table() {
        return text("table");
    }

    public long totalMinor() {
        return json.path("totalMinor").asLong(0);
    }

    /** The dishes, as the stream describes them. */
    public List<JsonNode> lines() {
        return json.path("lines").valueStream().toList();
    }

    /** Any text field of the ticket, empty when it has none of that name. */
    public String text(String field) {
        return json.path(field).asString("");
    }
}

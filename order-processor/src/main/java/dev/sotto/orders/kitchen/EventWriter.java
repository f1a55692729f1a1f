package dev.sotto.orders.kitchen;

import dev.sotto.orders.store.Ticket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes what a screen is told. */
final class EventWriter {

    private static final String TICKET = "ticket";

    private final JsonMapper json = JsonMapper.builder().build();

    /** A screen that comes back names the position of the last ticket it saw. */
    ScreenEvent ticket(Ticket ticket) {
        return event(TICKET, Long.toString(ticket.position()), ticket.withoutPhone());
    }

    ScreenEvent event(String name, Object value) {
        return event(name, null, value);
    }

    /** What the database wrote has line breaks, always between two tokens: there a blank says the same. */
    private ScreenEvent event(String name, @Nullable String id, Object value) {
        String data = json.writeValueAsString(value).replace('\n', ' ');
        String text = (id == null ? "" : "id:" + id + "\n") + "event:" + name + "\ndata:" + data + "\n\n";
        return new ScreenEvent(name, value, text.getBytes(StandardCharsets.UTF_8));
    }
}

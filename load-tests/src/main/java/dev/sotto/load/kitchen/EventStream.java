package dev.sotto.load.kitchen;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.function.Consumer;

/** Cuts a text/event-stream into its events, as the HTML standard says (section 9.2.6). */
final class EventStream {
    private final BufferedReader in;

    /** One event; {@code id} is empty when the server gave none. */
    record Event(String name, String id, String data) {}

    EventStream(BufferedReader in) {
        this.in = in;
    }

    /** Reads until the stream ends; {@code onLine} hears of every line, comments and beats too. */
    void read(Runnable onLine, Consumer<Event> onEvent) throws IOException {
        String name = "message";
        String id = "";
        StringBuilder content = new StringBuilder();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            onLine.run();
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
            switch (field) {
                case "event" -> name = value;
                case "id" -> id = value;
                case "data" -> content.append(content.isEmpty() ? "" : "\n").append(value);
                default -> {}
            }
            if (line.isEmpty()) {
                if (!content.isEmpty()) {
                    onEvent.accept(new Event(name, id, content.toString()));
                }
                name = "message";
                id = "";
                content.setLength(0);
            }
        }
    }
}

package dev.sotto.local.terminal;

import tools.jackson.databind.JsonNode;

/** A ticket's line as a cook reads it, on one row of the terminal. */
public final class TicketLine {

    private TicketLine() {}

    public static String text(JsonNode line) {
        StringBuilder text = new StringBuilder();
        text.append(line.path("quantity").asInt(1))
                .append(" × ")
                .append(line.path("name").asString());
        names(line.path("options"), "valueName", "  ", text);
        names(line.path("removed"), "name", "  NO ", text);
        names(line.path("added"), "name", "  + ", text);
        String note = line.path("note").asString("");
        if (!note.isEmpty()) {
            text.append("  (").append(note).append(')');
        }
        return text.toString();
    }

    private static void names(JsonNode many, String field, String before, StringBuilder text) {
        for (JsonNode one : many) {
            text.append(before)
                    .append(one.isString() ? one.asString() : one.path(field).asString());
        }
    }
}

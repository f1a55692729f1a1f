package dev.sotto.gateway.earpiece.notice;

import dev.sotto.gateway.earpiece.protocol.Outgoing;
import dev.sotto.gateway.earpiece.protocol.Outgoing.NoticeKind;
import org.jspecify.annotations.Nullable;

/**
 * A notice before it is put into a device's language.
 *
 * @param id derived from the event it tells of: the same on every node and after every restart
 * @param deviceId for this device only; null for all of the restaurant
 * @param what the station of a table that is ready in part, or the dish
 * @param at when it happened, in milliseconds since the epoch
 */
public record Posted(
        String id,
        String restaurantId,
        @Nullable String deviceId,
        NoticeKind kind,
        @Nullable String table,
        @Nullable String what,
        long at) {

    boolean isFor(String device) {
        return deviceId == null || deviceId.equals(device);
    }

    public Outgoing.Notice in(String language) {
        String item = kind == NoticeKind.READY ? null : what;
        return new Outgoing.Notice(id, kind, table, item, words(language.equals("fr")), at);
    }

    private String words(boolean french) {
        return switch (kind) {
            case READY -> ready(french);
            case SOLD_OUT -> french ? what + " : il n'y en a plus" : what + " is sold out";
            case BACK -> french ? what + " : de nouveau disponible" : what + " is back";
            case TEXT -> String.valueOf(what);
        };
    }

    private String ready(boolean french) {
        String whole = french ? "La table " + table + " est prête" : "Table " + table + " is ready";
        return what == null ? whole : whole + " (" + what + ")";
    }
}

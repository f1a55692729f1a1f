package dev.sotto.dialogue.understand.guest;

import org.jspecify.annotations.Nullable;

/**
 * What a guest told beyond the dishes; null for what he did not.
 *
 * @param phone digits, with a leading + where it was said
 * @param time of the day as HH:mm, or PT20M for in twenty minutes
 * @param service pickup, delivery or dine_in
 */
public record Context(
        @Nullable String table,
        @Nullable String seat,
        @Nullable String name,
        @Nullable String phone,
        @Nullable String time,
        @Nullable String service) {
    public static final Context NONE = new Context(null, null, null, null, null, null);

    /** The same with everything the other knows better. */
    public Context with(Context newer) {
        return new Context(
                newer.table == null ? table : newer.table,
                newer.seat == null ? seat : newer.seat,
                newer.name == null ? name : newer.name,
                newer.phone == null ? phone : newer.phone,
                newer.time == null ? time : newer.time,
                newer.service == null ? service : newer.service);
    }
}

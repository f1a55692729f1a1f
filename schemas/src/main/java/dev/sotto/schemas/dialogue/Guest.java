package dev.sotto.schemas.dialogue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a guest told about himself and how he gets his food; null for what he did not.
 *
 * @param service pickup, delivery or dine_in
 * @param time HH:mm by the restaurant's clock, PT20M for in twenty minutes, or asap
 * @param table the table named in words, before the one the device stands for
 * @param paced which of his dishes are made at once and which wait
 */
public record Guest(
        @Nullable String service,
        @Nullable String name,
        @Nullable String phone,
        @Nullable String time,
        @Nullable String address,
        @Nullable String table,
        List<Paced> paced) {
    public static final Guest UNKNOWN = new Guest(null, null, null, null, null, null, List.of());
    public static final String ASAP = "asap";

    public Guest {
        paced = List.copyOf(paced);
    }

    public Guest withService(@Nullable String value) {
        return new Guest(value, name, phone, time, address, table, paced);
    }

    public Guest withName(@Nullable String value) {
        return new Guest(service, value, phone, time, address, table, paced);
    }

    public Guest withPhone(@Nullable String value) {
        return new Guest(service, name, value, time, address, table, paced);
    }

    public Guest withTime(@Nullable String value) {
        return new Guest(service, name, phone, value, address, table, paced);
    }

    public Guest withAddress(@Nullable String value) {
        return new Guest(service, name, phone, time, value, table, paced);
    }

    public Guest withTable(@Nullable String value) {
        return new Guest(service, name, phone, time, address, value, paced);
    }

    public Guest withPaced(List<Paced> value) {
        return new Guest(service, name, phone, time, address, table, value);
    }
}

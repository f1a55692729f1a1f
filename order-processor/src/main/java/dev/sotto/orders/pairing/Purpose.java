package dev.sotto.orders.pairing;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.sotto.orders.identity.Role;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a device is for, which says what it may do and which page it shows. Nobody manages anything from one of them. */
public enum Purpose {
    /** A screen with every ticket. */
    KITCHEN(Role.KITCHEN, "view=all"),
    /** The screen where dishes leave the kitchen. */
    EXPO(Role.KITCHEN, "view=expo"),
    /** The screen of one station. */
    STATION(Role.KITCHEN, "station="),
    /** What guests look at: it does nothing. */
    BOARD(Role.BOARD, "view=ready"),
    /** What a waiter speaks into; it opens a line at a gateway, and nothing here. */
    EARPIECE(null, "");

    private final @Nullable Role role;
    private final String view;

    Purpose(@Nullable Role role, String view) {
        this.role = role;
        this.view = view;
    }

    /** What it may do here; null for nothing. */
    @Nullable
    Role role() {
        return role;
    }

    /** The page of a screen, under this service's own address. */
    String page(String restaurantId, @Nullable String station) {
        String which = this == STATION && station != null ? view + encoded(station) : view;
        return "/kitchen/" + encoded(restaurantId) + "?" + which;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** By its name in small letters; null for what is none. */
    @JsonCreator
    static @Nullable Purpose named(@Nullable String name) {
        for (Purpose purpose : values()) {
            if (purpose.word().equals(name)) {
                return purpose;
            }
        }
        return null;
    }

    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

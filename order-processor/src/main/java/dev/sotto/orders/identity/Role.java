package dev.sotto.orders.identity;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What somebody does in a restaurant; who has several may do what each of them may. */
public enum Role {
    /** Sees and changes everything of the restaurant. */
    MANAGER,
    /** Sees and bumps tickets; of a phone number only its last digits. */
    KITCHEN,
    /** Sees tickets and hands them over; knows where guests sit. */
    WAITER,
    /** Reads orders and figures, and nobody's number. */
    ANALYST,
    /** Keeps the system running: devices, traces of who did what, and no guest's words. */
    OPERATOR,
    /** Hangs where guests see which orders are ready, and does nothing. */
    BOARD;

    /** As tokens and people name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By its name in any case; null for a name that is nobody's here. */
    static @Nullable Role named(String name) {
        for (Role role : values()) {
            if (role.name().equals(name.toUpperCase(Locale.ROOT))) {
                return role;
            }
        }
        return null;
    }
}

package dev.sotto.orders.access;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often one client may come, under {@code orders.pace}; a client is whoever his token names.
 *
 * @param costly requests a minute for what many feel: a menu is told to every running call
 * @param usual requests a minute for everything else; a kitchen's screens share a token, and press all at once
 * @param refused a minute, from one address, before even the refusal is refused
 * @param guesses short codes a minute that one person may try, or that are given to one address
 * @param asking a minute, from one address, whether a device has been approved; thirty that wait ask 360 times
 */
public record PaceSettings(
        @DefaultValue("10") int costly,
        @DefaultValue("3000") int usual,
        @DefaultValue("60") int refused,
        @DefaultValue("30") int guesses,
        @DefaultValue("600") int asking) {

    public PaceSettings {
        check("costly", costly);
        check("usual", usual);
        check("refused", refused);
        check("guesses", guesses);
        check("asking", asking);
    }

    private static void check(String name, int value) {
        if (value < 1 || value > 10_000_000) {
            throw new IllegalArgumentException(
                    "orders.pace." + name + " must be between 1 and 10000000 a minute, not " + value + ".");
        }
    }
}

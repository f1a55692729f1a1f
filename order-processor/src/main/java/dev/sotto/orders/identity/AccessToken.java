package dev.sotto.orders.identity;

import java.util.Locale;

/** A bearer token as it is configured: what it opens, and for which restaurant; * is all of them. */
public record AccessToken(String token, String restaurantId, Role role) {

    /** Shorter tokens can be guessed. */
    private static final int SHORTEST = 16;

    public AccessToken {
        if (restaurantId == null || restaurantId.isBlank()) {
            throw new IllegalArgumentException("orders.tokens: an entry lacks its restaurant-id.");
        }
        if (token == null || token.strip().length() < SHORTEST) {
            throw new IllegalArgumentException("orders.tokens: the token of restaurant " + restaurantId
                    + " must have at least " + SHORTEST + " characters.");
        }
        if (role == null) {
            throw new IllegalArgumentException("orders.tokens: the entry of restaurant " + restaurantId
                    + " lacks its role: manager, kitchen, waiter, analyst or operator.");
        }
    }

    /** Under which what it did is written down, and it is revoked. */
    String subject() {
        return role.name().toLowerCase(Locale.ROOT) + "." + restaurantId;
    }

    @Override
    public String toString() {
        return "AccessToken[" + restaurantId + ", " + role + "]";
    }
}

package dev.sotto.orders.identity;

import java.time.Instant;
import java.util.Set;

/**
 * Who shows a token, as whoever issued it says.
 *
 * @param issuer empty for a token from the settings
 * @param subject the person, program or device
 * @param tokenId the token itself; empty where it has no name
 * @param restaurants whose they are; * is all of them
 * @param until when the token stops being good
 */
public record Bearer(
        String issuer, String subject, String tokenId, Set<String> restaurants, Set<Role> roles, Instant until) {

    public static final String EVERYWHERE = "*";

    public Bearer {
        restaurants = Set.copyOf(restaurants);
        roles = Set.copyOf(roles);
    }

    static Bearer of(AccessToken token) {
        return new Bearer("", token.subject(), "", Set.of(token.restaurantId()), Set.of(token.role()), Instant.MAX);
    }

    /** Unlike anybody else's. */
    public String name() {
        return issuer + " " + subject;
    }

    public boolean belongsTo(String restaurantId) {
        return restaurants.contains(restaurantId) || restaurants.contains(EVERYWHERE);
    }
}

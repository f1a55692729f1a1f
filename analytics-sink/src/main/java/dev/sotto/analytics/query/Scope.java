package dev.sotto.analytics.query;

import dev.sotto.analytics.query.QuerySettings.Role;
import dev.sotto.analytics.query.QuerySettings.Token;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose rows a caller sees.
 *
 * @param restaurantId the only restaurant shown; null when all are
 * @param name who he is, for the record of what operators did
 */
public record Scope(@Nullable String restaurantId, Role role, String name) {

    public Scope(@Nullable String restaurantId, Role role) {
        this(restaurantId, role, "unnamed");
    }

    /** Whether what concerns the whole system is his. */
    public boolean isOperatorOfAll() {
        return role == Role.OPERATOR && restaurantId == null;
    }

    /** Every token is compared in full, so that the time it takes says nothing about them. */
    public static Optional<Scope> of(String secret, List<Token> tokens) {
        byte[] given = secret.getBytes(StandardCharsets.UTF_8);
        Scope found = null;
        for (Token token : tokens) {
            if (MessageDigest.isEqual(given, token.token().getBytes(StandardCharsets.UTF_8))) {
                found = new Scope(
                        token.restaurantId().equals("*") ? null : token.restaurantId(), token.role(), token.name());
            }
        }
        return Optional.ofNullable(found);
    }
}

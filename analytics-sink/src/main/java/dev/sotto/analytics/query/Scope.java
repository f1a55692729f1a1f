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
 */
record Scope(@Nullable String restaurantId, Role role) {

    private static final String BEARER = "Bearer ";

    /** Every token is compared in full, so that the time it takes says nothing about them. */
    static Optional<Scope> of(@Nullable String authorization, List<Token> tokens) {
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.empty();
        }
        byte[] given = authorization.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8);
        Scope found = null;
        for (Token token : tokens) {
            if (MessageDigest.isEqual(given, token.token().getBytes(StandardCharsets.UTF_8))) {
                found = new Scope(token.restaurantId().equals("*") ? null : token.restaurantId(), token.role());
            }
        }
        return Optional.ofNullable(found);
    }
}

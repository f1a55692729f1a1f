package dev.sotto.analytics.query;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How questions are answered.
 *
 * @param cache folder for copies of the tables' files; may be emptied while the service is down
 * @param cacheAtMost room for those copies; a question that needs more is refused
 * @param memory what the engine may use; more goes to files in the cache folder
 * @param threads processors one question may use; calls come first
 * @param together questions answered at one time
 * @param waiting questions that may wait for one of those; more are asked to come back
 * @param timeout how long a question may take
 * @param rows rows in an answer at most
 * @param fileRows rows in an answer that is a file at most
 * @param fileAtMost bytes of such a file at most; it lies in the cache folder until it is fetched
 * @param tokens who may ask
 */
public record QuerySettings(
        @DefaultValue("data/analytics-cache") Path cache,
        @DefaultValue("1GB") DataSize cacheAtMost,
        @DefaultValue("192MB") DataSize memory,
        @DefaultValue("1") int threads,
        @DefaultValue("2") int together,
        @DefaultValue("16") int waiting,
        @DefaultValue("30s") Duration timeout,
        @DefaultValue("10000") int rows,
        @DefaultValue("1000000") long fileRows,
        @DefaultValue("256MB") DataSize fileAtMost,
        @DefaultValue List<Token> tokens) {

    public QuerySettings {
        check(cacheAtMost.toMegabytes() >= 10, "analytics.query.cache-at-most must be at least 10MB.");
        check(memory.toMegabytes() >= 64, "analytics.query.memory must be at least 64MB.");
        check(threads >= 1, "analytics.query.threads must be at least 1.");
        check(together >= 1, "analytics.query.together must be at least 1.");
        check(waiting >= 1, "analytics.query.waiting must be at least 1.");
        check(timeout.isPositive(), "analytics.query.timeout must be longer than nothing.");
        check(rows >= 1, "analytics.query.rows must be at least 1.");
        check(fileRows >= 1, "analytics.query.file-rows must be at least 1.");
        check(fileAtMost.toMegabytes() >= 1, "analytics.query.file-at-most must be at least 1MB.");
        tokens = List.copyOf(tokens);
        Set<String> seen = new HashSet<>();
        tokens.forEach(token -> check(
                seen.add(token.token()), "analytics.query.tokens names the same token twice: each must be unique."));
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** What a caller may see. */
    public enum Role {
        /** Asks questions. */
        ANALYST,
        /** Asks questions and sees how the tables are stored. */
        OPERATOR
    }

    /**
     * A bearer token and whose rows it shows.
     *
     * @param restaurantId the restaurant, or {@code *} for all
     * @param name who has it, for the record of what operators did
     */
    public record Token(
            String token,
            String restaurantId,
            @DefaultValue("ANALYST") Role role,
            @DefaultValue("unnamed") String name) {

        /** Shorter secrets can be guessed in a night. */
        private static final int LENGTH_AT_LEAST = 16;

        @ConstructorBinding
        public Token {
            check(
                    token.length() >= LENGTH_AT_LEAST,
                    "A token in analytics.query.tokens is shorter than 16 characters: it could be guessed.");
            check(!restaurantId.isBlank(), "A token in analytics.query.tokens names no restaurant-id (* for all).");
        }

        public Token(String token, String restaurantId, Role role) {
            this(token, restaurantId, role, "unnamed");
        }

        @Override
        public String toString() {
            return role + " of " + restaurantId;
        }
    }
}

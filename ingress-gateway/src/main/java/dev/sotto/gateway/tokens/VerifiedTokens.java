package dev.sotto.gateway.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tokens whose signature was found good, until they expire: a signature costs 60 µs to verify (RS256), looking here
 * one or two. They stand under their digest, so that no dump of memory holds a token and no lookup's time tells of one.
 */
final class VerifiedTokens {

    private final Cache<Digest, VerifiedToken> cache;

    record Digest(long first, long second, long third, long fourth) {

        static Digest of(String token) {
            try {
                ByteBuffer bytes = ByteBuffer.wrap(
                        MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
                return new Digest(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every Java has SHA-256", impossible);
            }
        }
    }

    VerifiedTokens(int atMost, Supplier<Instant> clock, Duration skew) {
        this.cache = Caffeine.newBuilder()
                .maximumSize(atMost)
                .expireAfter(Expiry.<Digest, VerifiedToken>creating((digest, token) -> {
                    Duration left =
                            Duration.between(clock.get(), token.expiresAt().plus(skew));
                    return left.isNegative() ? Duration.ZERO : left;
                }))
                .executor(Runnable::run)
                .build();
    }

    @Nullable
    VerifiedToken find(Digest digest) {
        return cache.getIfPresent(digest);
    }

    void keep(Digest digest, VerifiedToken token) {
        cache.put(digest, token);
    }

    void forgetAll() {
        cache.invalidateAll();
    }

    long size() {
        cache.cleanUp();
        return cache.estimatedSize();
    }
}

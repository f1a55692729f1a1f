package dev.sotto.gateway.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The hashes a challenge may ask for (RFC 7616 §6.1), from the weakest to the strongest. */
public enum DigestAlgorithm {
    MD5("MD5", "MD5", 1, false),
    MD5_SESS("MD5-sess", "MD5", 1, true),
    SHA_256("SHA-256", "SHA-256", 2, false),
    SHA_256_SESS("SHA-256-sess", "SHA-256", 2, true),
    SHA_512_256("SHA-512-256", "SHA-512/256", 3, false),
    SHA_512_256_SESS("SHA-512-256-sess", "SHA-512/256", 3, true);

    private final String token;
    private final String hash;
    private final int strength;
    private final boolean session;

    DigestAlgorithm(String token, String hash, int strength, boolean session) {
        this.token = token;
        this.hash = hash;
        this.strength = strength;
        this.session = session;
    }

    /** Null when we do not know it; names do not depend on case. */
    public static @Nullable DigestAlgorithm named(String token) {
        for (DigestAlgorithm algorithm : values()) {
            if (algorithm.token.toLowerCase(Locale.ROOT).equals(token.toLowerCase(Locale.ROOT))) {
                return algorithm;
            }
        }
        return null;
    }

    boolean isWeakerThan(DigestAlgorithm other) {
        return strength < other.strength;
    }

    int strength() {
        return strength;
    }

    /** True where the nonces are part of the secret, so that a session key can be handed on. */
    boolean isSession() {
        return session;
    }

    String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance(hash).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has " + hash, impossible);
        }
    }

    @Override
    public String toString() {
        return token;
    }
}

package dev.sotto.gateway.rtp.srtp;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** 128 bits of key and 112 of salt, as {@code a=crypto} carries them (RFC 4568 §6.1). Never shown in a log. */
public final class MasterKey {

    static final int KEY_BYTES = 16;
    static final int SALT_BYTES = 14;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] keyAndSalt;

    private MasterKey(byte[] keyAndSalt) {
        this.keyAndSalt = keyAndSalt;
    }

    public static MasterKey fresh() {
        byte[] bytes = new byte[KEY_BYTES + SALT_BYTES];
        RANDOM.nextBytes(bytes);
        return new MasterKey(bytes);
    }

    /** Null when it is not the base64 of a key of the right length. */
    public static @Nullable MasterKey parse(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return bytes.length == KEY_BYTES + SALT_BYTES ? new MasterKey(bytes) : null;
        } catch (IllegalArgumentException garbled) {
            return null;
        }
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(keyAndSalt);
    }

    byte[] key() {
        return Arrays.copyOf(keyAndSalt, KEY_BYTES);
    }

    byte[] salt() {
        return Arrays.copyOfRange(keyAndSalt, KEY_BYTES, keyAndSalt.length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MasterKey key && Arrays.equals(keyAndSalt, key.keyAndSalt);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(keyAndSalt);
    }

    @Override
    public String toString() {
        return "MasterKey[…]";
    }
}

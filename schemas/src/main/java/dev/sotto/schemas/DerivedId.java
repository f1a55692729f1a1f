package dev.sotto.schemas;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Ids that a retry derives again instead of inventing: name-based UUIDs, version 5 (RFC 9562 section 5.5), in a
 * namespace of our own.
 */
public final class DerivedId {

    private static final UUID NAMESPACE = UUID.fromString("6e1f8a52-52f5-4c64-9d3c-6f0b4f3d5a10");

    private DerivedId() {}

    /** The id of what these parts name together, the same for the same parts in the same order. */
    public static String of(Object... parts) {
        StringBuilder name = new StringBuilder();
        for (Object part : parts) {
            String text = String.valueOf(part);
            // The length in front keeps ("ab","c") and ("a","bc") apart.
            name.append(text.length()).append(':').append(text);
        }
        byte[] hash = sha1(name.toString().getBytes(StandardCharsets.UTF_8));
        hash[6] = (byte) ((hash[6] & 0x0f) | 0x50);
        hash[8] = (byte) ((hash[8] & 0x3f) | 0x80);
        ByteBuffer bits = ByteBuffer.wrap(hash);
        return new UUID(bits.getLong(), bits.getLong()).toString();
    }

    private static byte[] sha1(byte[] name) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(ByteBuffer.allocate(16)
                    .putLong(NAMESPACE.getMostSignificantBits())
                    .putLong(NAMESPACE.getLeastSignificantBits())
                    .array());
            return digest.digest(name);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-1", impossible);
        }
    }
}

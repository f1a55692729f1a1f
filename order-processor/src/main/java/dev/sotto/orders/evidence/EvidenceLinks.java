package dev.sotto.orders.evidence;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The link that lets a guest, and nobody else, send pictures of one claim: the claim's id and a proof that only nodes with
 * the key can make. It is kept nowhere, in the clear or otherwise; each notice makes it anew.
 */
public final class EvidenceLinks {

    private static final String PATH = "/evidence/";
    private static final String MAC = "HmacSHA256";
    private static final int ID_BYTES = 16;
    /** 128 bits: as hard to guess as the id is to find. */
    private static final int PROOF_BYTES = 16;

    private static final int TOKEN_LETTERS = 43;

    private final SecretKeySpec key;
    private final EvidenceSettings settings;

    EvidenceLinks(byte[] key, EvidenceSettings settings) {
        this.key = new SecretKeySpec(key, MAC);
        this.settings = settings;
    }

    /** An address, or a path where nobody said under which address we are reached; null for what is no claim's id. */
    public @Nullable String link(String claimId) {
        try {
            return (settings.address() == null ? "" : strip(settings.address().toString()))
                    + PATH
                    + token(UUID.fromString(claimId));
        } catch (IllegalArgumentException noClaimOfOurs) {
            return null;
        }
    }

    public Instant closes(Instant opened) {
        return opened.plus(settings.open());
    }

    private String token(UUID id) {
        byte[] token = ByteBuffer.allocate(ID_BYTES + PROOF_BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .put(proof(id))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** The claim a link was made for; null for what our key did not make. */
    @Nullable
    String claim(String token) {
        if (token.length() != TOKEN_LETTERS) {
            return null;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
            UUID id = new UUID(bytes.getLong(), bytes.getLong());
            byte[] shown = new byte[PROOF_BYTES];
            bytes.get(shown);
            return MessageDigest.isEqual(shown, proof(id)) ? id.toString() : null;
        } catch (IllegalArgumentException noToken) {
            return null;
        }
    }

    private byte[] proof(UUID id) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            byte[] whole = mac.doFinal(("evidence " + id).getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(whole, PROOF_BYTES);
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException("every Java platform has " + MAC, impossible);
        }
    }

    private static String strip(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }
}

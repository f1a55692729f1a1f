package dev.sotto.orders.evidence;

import dev.sotto.orders.pairing.DeviceIssuer;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The link that lets a guest, and nobody else, send pictures of one claim: the claim's id and a proof that only nodes with
 * the shared key can make. It is kept nowhere, in the clear or otherwise; each notice makes it anew.
 */
public final class EvidenceLinks {

    private static final String PATH = "/evidence/";
    private static final int ID_BYTES = 16;
    /** 128 bits: as hard to guess as the id is to find. */
    private static final int PROOF_BYTES = 16;

    private static final int TOKEN_LETTERS = 43;

    private final @Nullable DeviceIssuer issuer;
    private final EvidenceSettings settings;

    /** @param issuer who has the shared key; null where there is none, and then there are no links */
    public EvidenceLinks(@Nullable DeviceIssuer issuer, EvidenceSettings settings) {
        this.issuer = issuer;
        this.settings = settings;
    }

    /** An address, or a path where nobody said under which address we are reached; null where there is no key. */
    public @Nullable String link(String claimId) {
        String token = token(claimId);
        return token == null
                ? null
                : (settings.address() == null ? "" : strip(settings.address().toString())) + PATH + token;
    }

    public Instant closes(Instant opened) {
        return opened.plus(settings.open());
    }

    @Nullable
    String token(String claimId) {
        if (issuer == null) {
            return null;
        }
        try {
            UUID id = UUID.fromString(claimId);
            byte[] proof = issuer.proofs(said(id.toString())).getFirst();
            byte[] token = ByteBuffer.allocate(ID_BYTES + PROOF_BYTES)
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .put(proof, 0, PROOF_BYTES)
                    .array();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
        } catch (IllegalArgumentException noClaimOfOurs) {
            return null;
        }
    }

    /** The claim a link was made for; null for what none of our keys made. */
    @Nullable
    String claim(String token) {
        if (issuer == null || token.length() != TOKEN_LETTERS) {
            return null;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
            UUID id = new UUID(bytes.getLong(), bytes.getLong());
            byte[] shown = new byte[PROOF_BYTES];
            bytes.get(shown);
            boolean ours = issuer.proofs(said(id.toString())).stream()
                    .anyMatch(proof -> DeviceIssuer.isSame(shown, Arrays.copyOf(proof, PROOF_BYTES)));
            return ours ? id.toString() : null;
        } catch (IllegalArgumentException noToken) {
            return null;
        }
    }

    private static String said(String claimId) {
        return "evidence " + claimId;
    }

    private static String strip(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }
}

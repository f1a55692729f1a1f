package dev.sotto.gateway.tokens;

import dev.sotto.log.StateTable;
import dev.sotto.schemas.security.Revocation;
import dev.sotto.schemas.security.RevokedKind;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tokens and devices that must not be believed although their signatures are good. Until the log was read to its end
 * nobody knows who they are, and nobody is let in.
 */
public final class Revocations {

    /** In the place of a restaurant: for all of them. */
    private static final String EVERYWHERE = "*";

    private final Function<String, @Nullable Revocation> bySubject;
    private volatile boolean known;

    Revocations(Function<String, @Nullable Revocation> bySubject) {
        this.bySubject = bySubject;
    }

    /** As the table has them, from the moment it has been read. */
    public static Revocations in(StateTable<Revocation> table) {
        Revocations revocations = new Revocations(table::get);
        var _ = table.caughtUp().subscribe(none -> {}, failure -> {}, revocations::nowKnown);
        return revocations;
    }

    void nowKnown() {
        known = true;
    }

    public boolean areKnown() {
        return known;
    }

    public boolean cover(VerifiedToken token) {
        return covers(bySubject.apply(token.tokenId()), RevokedKind.TOKEN, token)
                || covers(bySubject.apply(token.deviceId()), RevokedKind.DEVICE, token);
    }

    /** One restaurant cannot revoke what belongs to another, even where their devices have the same name. */
    private static boolean covers(@Nullable Revocation revocation, RevokedKind kind, VerifiedToken token) {
        if (revocation == null || revocation.kind() != kind) {
            return false;
        }
        String tenant = revocation.envelope().restaurantId();
        return tenant.equals(EVERYWHERE) || tenant.equals(token.restaurantId());
    }
}

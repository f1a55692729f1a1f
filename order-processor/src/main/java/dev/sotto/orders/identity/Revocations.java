package dev.sotto.orders.identity;

import dev.sotto.log.StateTable;
import dev.sotto.schemas.security.Revocation;
import dev.sotto.schemas.security.RevokedKind;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tokens and people that must not be believed although their signatures are good. Until the log was read to its end
 * nobody knows who they are. One restaurant cannot revoke what belongs to another.
 */
public final class Revocations {

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

    boolean areKnown() {
        return known;
    }

    boolean cover(Bearer bearer, String restaurantId) {
        return covers(bySubject.apply(bearer.tokenId()), RevokedKind.TOKEN, restaurantId)
                || covers(bySubject.apply(bearer.subject()), RevokedKind.DEVICE, restaurantId);
    }

    private static boolean covers(@Nullable Revocation revocation, RevokedKind kind, String restaurantId) {
        if (revocation == null || revocation.kind() != kind) {
            return false;
        }
        String tenant = revocation.envelope().restaurantId();
        return tenant.equals(Bearer.EVERYWHERE) || tenant.equals(restaurantId);
    }
}

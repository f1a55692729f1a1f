package dev.sotto.gateway.tokens;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a signed token must say to open an earpiece line, and when. */
final class ClaimRules {

    private static final String RESTAURANT = "restaurant";
    private static final String SCOPE = "scope";
    private static final String NEEDED_SCOPE = "earpiece";

    /** Ids go into keys of records and lines of logs. */
    private static final String ID = "[A-Za-z0-9][A-Za-z0-9._:@-]{0,127}";

    private final String audience;
    private final Duration skew;
    private final Supplier<Instant> clock;

    ClaimRules(String audience, Duration skew, Supplier<Instant> clock) {
        this.audience = audience;
        this.skew = skew;
        this.clock = clock;
    }

    Verdict read(JWTClaimsSet claims, TokenSettings.Issuer issuer) {
        String tokenId = claims.getJWTID();
        String device = claims.getSubject();
        String restaurant = text(claims, RESTAURANT);
        Date expires = claims.getExpirationTime();
        if (!isId(tokenId) || !isId(device) || !isId(restaurant) || expires == null) {
            return new Verdict.Refused(Refusal.CLAIMS);
        }
        if (!claims.getAudience().contains(audience)) {
            return new Verdict.Refused(Refusal.AUDIENCE);
        }
        if (!List.of(text(claims, SCOPE).split(" ", -1)).contains(NEEDED_SCOPE)) {
            return new Verdict.Refused(Refusal.SCOPE);
        }
        if (!issuer.speaksFor(restaurant)) {
            return new Verdict.Refused(Refusal.RESTAURANT);
        }
        Instant from = latest(claims.getNotBeforeTime(), claims.getIssueTime());
        VerifiedToken token =
                new VerifiedToken(tokenId, issuer.issuer(), device, restaurant, from, expires.toInstant());
        Refusal untimely = untimely(token);
        return untimely == null ? new Verdict.Accepted(token) : new Verdict.Refused(untimely);
    }

    /** Why the token is not valid at this moment; null when it is. */
    @Nullable
    Refusal untimely(VerifiedToken token) {
        Instant now = clock.get();
        if (!now.isBefore(token.expiresAt().plus(skew))) {
            return Refusal.EXPIRED;
        }
        return now.isBefore(token.notBefore().minus(skew)) ? Refusal.NOT_YET : null;
    }

    private static Instant latest(@Nullable Date notBefore, @Nullable Date issued) {
        Instant from = notBefore == null ? Instant.EPOCH : notBefore.toInstant();
        Instant made = issued == null ? Instant.EPOCH : issued.toInstant();
        return from.isAfter(made) ? from : made;
    }

    private static boolean isId(@Nullable String claim) {
        return claim != null && claim.matches(ID);
    }

    private static String text(JWTClaimsSet claims, String name) {
        try {
            String text = claims.getStringClaim(name);
            return text == null ? "" : text;
        } catch (ParseException notText) {
            return "";
        }
    }
}

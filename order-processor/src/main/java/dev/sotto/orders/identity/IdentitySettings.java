package dev.sotto.orders.identity;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose signed tokens are believed, under {@code orders.identity}, beside those of {@code orders.tokens}.
 *
 * @param audience what a token's {@code aud} must name: a token for another service opens nothing here
 * @param skew how far a provider's clock may be from ours
 */
public record IdentitySettings(
        @DefaultValue("sotto-orders") String audience,
        @DefaultValue("10s") Duration skew,
        @DefaultValue List<Issuer> issuers) {

    /** Where the same text would verify a signature and make one, or none is needed, a public key is no proof. */
    private static final Set<String> POSSIBLE =
            Set.of("ES256", "ES384", "ES512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512");

    /** Above this an expired token would be a valid one. */
    private static final Duration LONGEST_SKEW = Duration.ofMinutes(2);

    public IdentitySettings {
        issuers = List.copyOf(issuers);
        check(!audience.isBlank(), "orders.identity.audience is empty: tokens must be meant for somebody.");
        check(
                !skew.isNegative() && skew.compareTo(LONGEST_SKEW) <= 0,
                "orders.identity.skew is " + skew.toSeconds() + " s: clocks differ by 0 to 120 s.");
        check(
                issuers.stream().map(Issuer::issuer).distinct().count() == issuers.size(),
                "Two of orders.identity.issuers have the same name.");
    }

    /**
     * An OpenID Connect provider.
     *
     * @param issuer the {@code iss} of its tokens, compared letter by letter; its discovery document lies under it
     * @param keys where its JWK set is, an https address or a file; absent where it is to be discovered
     * @param algorithms the signature algorithms it may use, no other being looked at
     * @param rolesClaim where its tokens name roles; dots lead into objects, as in realm_access.roles
     * @param restaurantsClaim where its tokens name one restaurant or several; * there means all it speaks for
     * @param roles its names of our roles, where they differ
     * @param restaurants the restaurants it speaks for; * is all of them
     */
    public record Issuer(
            String issuer,
            @Nullable String keys,
            @DefaultValue("RS256") Set<String> algorithms,
            @DefaultValue("roles") String rolesClaim,
            @DefaultValue("restaurant") String restaurantsClaim,
            @DefaultValue Map<String, Role> roles,
            @DefaultValue("*") Set<String> restaurants) {

        public Issuer {
            algorithms = Set.copyOf(algorithms);
            roles = Map.copyOf(roles);
            restaurants = Set.copyOf(restaurants);
            check(issuer != null && !issuer.isBlank(), "An entry of orders.identity.issuers has no issuer.");
            check(
                    keys != null || isTrusted(issuer),
                    "Issuer " + issuer + " is no https address: give the address or the file of its keys.");
            check(
                    keys == null || !keys.startsWith("http://") || isTrusted(keys),
                    "The keys of issuer " + issuer
                            + " must come by https: whoever changes them on the way is believed.");
            for (String algorithm : algorithms) {
                check(
                        POSSIBLE.contains(algorithm),
                        "Issuer " + issuer + " may not use " + algorithm
                                + ": tokens are verified with public keys only, by RS, PS or ES with 256, 384 or 512.");
            }
        }

        boolean speaksFor(String restaurantId) {
            return restaurants.contains(Bearer.EVERYWHERE) || restaurants.contains(restaurantId);
        }
    }

    /** By https, or from this machine. */
    static boolean isTrusted(String address) {
        return address.startsWith("https://") || address.matches("http://(127\\.0\\.0\\.1|localhost|\\[::1])([:/].*)?");
    }

    private static void check(boolean fine, String otherwise) {
        if (!fine) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}

package dev.sotto.gateway.tokens;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose tokens are believed, under {@code gateway.tokens}. Without an issuer nobody is let in.
 *
 * @param audience what a token's {@code aud} must name
 * @param skew how far an issuer's clock may be from ours
 * @param remembered verified tokens kept; one is about 300 bytes, and one more than this is verified again
 */
public record TokenSettings(
        @DefaultValue("sotto-gateway") String audience,
        @DefaultValue("10s") Duration skew,
        @DefaultValue("20000") int remembered,
        @DefaultValue List<Issuer> issuers) {

    /** Where the same text would verify a signature and make one, or none is needed, a public key is no proof. */
    private static final Set<String> POSSIBLE =
            Set.of("ES256", "ES384", "ES512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512");

    /** Above this an expired token would be a valid one. */
    private static final Duration LONGEST_SKEW = Duration.ofMinutes(2);

    public TokenSettings {
        issuers = List.copyOf(issuers);
        check(!audience.isBlank(), "gateway.tokens.audience is empty: tokens must be meant for somebody.");
        check(
                !skew.isNegative() && skew.compareTo(LONGEST_SKEW) <= 0,
                "gateway.tokens.skew is " + skew + ": clocks differ by 0 to 2 minutes.");
        check(remembered >= 0, "gateway.tokens.remembered is negative.");
        check(
                issuers.stream().map(Issuer::issuer).distinct().count() == issuers.size(),
                "Two of gateway.tokens.issuers have the same name.");
    }

    /**
     * @param issuer the {@code iss} of its tokens, compared letter by letter
     * @param keys where its JWK set is: an https or http address, or a file
     * @param algorithms the signature algorithms it may use, no other being looked at
     * @param restaurants the restaurants it speaks for; * is all of them
     */
    public record Issuer(
            String issuer,
            String keys,
            @DefaultValue("RS256") Set<String> algorithms,
            @DefaultValue("*") Set<String> restaurants) {

        public Issuer {
            algorithms = Set.copyOf(algorithms);
            restaurants = Set.copyOf(restaurants);
            check(!issuer.isBlank(), "An entry of gateway.tokens.issuers has no issuer.");
            check(!keys.isBlank(), "Issuer " + issuer + " has no keys: give the address or the file of its JWK set.");
            for (String algorithm : algorithms) {
                check(
                        POSSIBLE.contains(algorithm),
                        "Issuer " + issuer + " may not use " + algorithm
                                + ": a gateway verifies with public keys only, by RS, PS or ES with 256, 384 or 512.");
            }
        }

        boolean speaksFor(String restaurantId) {
            return restaurants.contains("*") || restaurants.contains(restaurantId);
        }
    }

    private static void check(boolean fine, String otherwise) {
        if (!fine) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}

package dev.sotto.orders.identity;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import java.util.Map;
import java.util.Set;

/** This service where it signs tokens itself: its keys are at hand, and nobody has to be asked for them. */
public record OwnIssuer(String name, JWKSet publicKeys) {

    Provider provider(IdentitySettings settings, Clock clock) {
        var issuer = new IdentitySettings.Issuer(
                name, "own", Set.of("RS256"), "roles", "restaurant", Map.of(), Set.of(Bearer.EVERYWHERE));
        return new Provider(settings, issuer, new ImmutableJWKSet<SecurityContext>(publicKeys), clock);
    }
}

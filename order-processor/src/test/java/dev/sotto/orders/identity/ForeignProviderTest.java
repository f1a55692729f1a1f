package dev.sotto.orders.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tokens as another maker's provider gives them: found by its discovery document, with its own claims and names. */
class ForeignProviderTest {

    private static final String AUDIENCE = "sotto-orders";
    private static ForeignProvider provider;

    @BeforeAll
    static void start() throws Exception {
        provider = ForeignProvider.started();
    }

    @AfterAll
    static void stop() {
        if (provider != null) {
            provider.close();
        }
    }

    private static Identities identities(Set<String> algorithms, Set<String> restaurants) {
        var issuer = new IdentitySettings.Issuer(
                provider.name(),
                null,
                algorithms,
                "realm_access.roles",
                "tenants",
                Map.of("chef de cuisine", Role.KITCHEN),
                restaurants);
        Revocations revocations = new Revocations(id -> null);
        revocations.nowKnown();
        var settings = new IdentitySettings(AUDIENCE, Duration.ofSeconds(10), List.of(issuer));
        return new Identities(List.of(), settings, revocations, Clock.systemUTC());
    }

    private static Shown shown(Identities identities, String token) {
        return Objects.requireNonNull(identities.whoShows(token).block(Duration.ofSeconds(60)));
    }

    @Test
    void itsKeysAreFoundAndItsNamesOfRolesAndRestaurantsAreRead() {
        Shown shown = shown(identities(Set.of("RS256"), Set.of("r1", "r2")), provider.token(AUDIENCE));

        Bearer ada = ((Shown.Known) shown).bearer();
        assertThat(ada.subject()).isEqualTo("ada");
        assertThat(ada.issuer()).isEqualTo(provider.name());
        assertThat(ada.roles()).containsExactlyInAnyOrder(Role.KITCHEN, Role.WAITER);
        assertThat(ada.belongsTo("r1")).isTrue();
        assertThat(ada.belongsTo("r3"))
                .as("it does not speak for that restaurant here")
                .isFalse();
    }

    @Test
    void aTokenForAnotherServiceOrInAnotherAlgorithmOpensNothing() {
        Identities ours = identities(Set.of("RS256"), Set.of("*"));
        assertThat(shown(ours, provider.token("sotto-history"))).isEqualTo(new Shown.Refused(Refusal.INVALID));
        assertThat(shown(identities(Set.of("ES256"), Set.of("*")), provider.token(AUDIENCE)))
                .isEqualTo(new Shown.Refused(Refusal.INVALID));
        String token = provider.token(AUDIENCE);
        int signature = token.lastIndexOf('.') + 1;
        String forged = token.substring(0, signature)
                + (token.charAt(signature) == 'A' ? 'B' : 'A')
                + token.substring(signature + 1);
        assertThat(shown(ours, forged)).isEqualTo(new Shown.Refused(Refusal.INVALID));
        assertThat(shown(ours, token)).isInstanceOf(Shown.Known.class);
    }
}

package dev.sotto.orders.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.sotto.log.Topics;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.security.Revocation;
import dev.sotto.schemas.security.RevokedKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose token is believed, and whose is not. */
class IdentitiesTest {

    private final ScriptedProvider provider = new ScriptedProvider();
    private final Map<String, Revocation> revoked = new HashMap<>();
    private final Revocations revocations = new Revocations(revoked::get);
    private Instant now = Instant.now();
    private final Clock clock = InstantSource.system().withZone(ZoneOffset.UTC);

    @AfterEach
    void stop() {
        provider.close();
    }

    private Identities identities(@Nullable String keys, String rolesClaim, Map<String, Role> roles) {
        var issuer = new IdentitySettings.Issuer(
                provider.name(), keys, Set.of("ES256", "RS256"), rolesClaim, "restaurant", roles, Set.of("r1", "r2"));
        var settings = new IdentitySettings(ScriptedProvider.AUDIENCE, Duration.ofSeconds(10), List.of(issuer));
        revocations.nowKnown();
        InstantSource time = () -> now;
        return new Identities(
                List.of(new AccessToken("a-token-from-the-settings", "r1", Role.KITCHEN)),
                settings,
                revocations,
                time.withZone(clock.getZone()));
    }

    private Identities identities() {
        return identities(null, "roles", Map.of());
    }

    private static Shown shown(Identities identities, String token) {
        return Objects.requireNonNull(identities.whoShows(token).block());
    }

    private static Bearer bearer(Identities identities, String token) {
        return ((Shown.Known) shown(identities, token)).bearer();
    }

    @Test
    void aProviderIsDiscoveredAndSaysWhoSomebodyIs() {
        Bearer ada = bearer(identities(), provider.token("ada", "r1", "manager", "waiter", "owner"));

        assertThat(ada.subject()).isEqualTo("ada");
        assertThat(ada.roles()).containsExactlyInAnyOrder(Role.MANAGER, Role.WAITER);
        assertThat(ada.belongsTo("r1")).isTrue();
        assertThat(ada.belongsTo("r2")).isFalse();
    }

    @Test
    void aTokenFromTheSettingsStandsBesideThem() {
        assertThat(bearer(identities(), "a-token-from-the-settings").subject()).isEqualTo("kitchen.r1");
        assertThat(shown(identities(), "")).isEqualTo(new Shown.Refused(Refusal.MISSING));
    }

    @TestFactory
    List<DynamicTest> everyForgedTokenIsRefused() {
        Map<String, ForgedTokens.Attempt> attempts = ForgedTokens.against(provider);
        Identities identities = identities();
        assertThat(attempts).hasSizeGreaterThanOrEqualTo(30);
        assertThat(shown(identities, provider.token("ada", "r1", "manager")))
                .as("the honest one beside them")
                .isInstanceOf(Shown.Known.class);
        return attempts.entrySet().stream()
                .map(attempt -> DynamicTest.dynamicTest(
                        attempt.getKey(),
                        () -> assertThat(shown(identities, attempt.getValue().token()))
                                .isInstanceOfSatisfying(
                                        Shown.Refused.class,
                                        refused -> assertThat(attempt.getValue().because())
                                                .contains(refused.why()))))
                .toList();
    }

    @Test
    void aForgerWhoInventsKeysCostsTheProviderTwoReadsAndNoMore() {
        Identities identities = identities();
        for (int i = 0; i < 30; i++) {
            JWTClaimsSet.Builder claims = provider.claims("eve", "r1", "manager");
            String forged = ScriptedProvider.sign(
                    provider.header().keyID("invented-" + i), claims, ScriptedProvider.newKey("invented-" + i));
            assertThat(shown(identities, forged)).isInstanceOf(Shown.Refused.class);
        }
        assertThat(provider.reads()).isLessThanOrEqualTo(2);
    }

    @Test
    void aKeyThatWasChangedIsReadWhenItIsFirstUsed() {
        Identities identities = identities();
        bearer(identities, provider.token("ada", "r1", "manager"));
        provider.rotate("key-2");

        assertThat(bearer(identities, provider.token("ada", "r1", "manager")).subject())
                .isEqualTo("ada");
    }

    @Test
    void aProviderThatIsAwayMakesPeopleWaitAndLosesNobody() {
        Identities identities = identities();
        String token = provider.token("ada", "r1", "manager");
        provider.close();

        assertThat(shown(identities, token)).isEqualTo(new Shown.Refused(Refusal.NOT_READY));
    }

    @ParameterizedTest
    @CsvSource({"realm_access.roles", "https://sotto.example/roles"})
    void rolesAreWhereTheProviderKeepsThemByItsOwnNames(String claim) {
        Identities identities = identities(null, claim, Map.of("shift-lead", Role.MANAGER));
        JWTClaimsSet.Builder claims = provider.claims("ada", "r1");
        List<String> named = List.of("shift-lead", "uma_authorization");
        if (claim.startsWith("https")) {
            claims.claim(claim, named);
        } else {
            claims.claim("realm_access", Map.of("roles", named));
        }

        assertThat(bearer(identities, provider.sign(claims)).roles()).containsExactly(Role.MANAGER);
    }

    @Test
    void severalRestaurantsAreNamedOneByOneOrAllThatTheProviderSpeaksFor() {
        Identities identities = identities();
        var some = provider.claims("ada", "").claim("restaurant", List.of("r1", "r7"));
        assertThat(bearer(identities, provider.sign(some)).restaurants()).containsExactly("r1");
        assertThat(bearer(identities, provider.token("ada", "*", "analyst")).restaurants())
                .containsExactlyInAnyOrder("r1", "r2");
    }

    @Test
    void whatIsRevokedOrOverIsObjectedToAtOnce() {
        Identities identities = identities();
        Bearer ada = bearer(identities, provider.token("ada", "*", "manager"));
        assertThat(identities.objection(ada, "r1")).isNull();

        revoke("r1", "ada", RevokedKind.TOKEN);
        assertThat(identities.objection(ada, "r1")).as("no token of that name").isNull();
        revoke("r1", "ada", RevokedKind.DEVICE);
        assertThat(identities.objection(ada, "r1")).isEqualTo(Refusal.REVOKED);
        assertThat(identities.objection(ada, "r2")).as("another restaurant's").isNull();
        revoke("*", ada.tokenId(), RevokedKind.TOKEN);
        assertThat(identities.objection(ada, "r2")).isEqualTo(Refusal.REVOKED);

        Bearer bob = bearer(identities, provider.token("bob", "r1", "manager"));
        now = now.plusSeconds(3605);
        assertThat(identities.objection(bob, "r1")).as("within the skew").isNull();
        now = now.plusSeconds(10);
        assertThat(identities.objection(bob, "r1")).isEqualTo(Refusal.EXPIRED);
    }

    @Test
    void nobodyWithASignedTokenIsLetInBeforeItIsKnownWhoWasRevoked() {
        var settings = new IdentitySettings(ScriptedProvider.AUDIENCE, Duration.ZERO, List.of());
        Identities identities = new Identities(List.of(), settings, new Revocations(revoked::get), clock);
        Bearer ada = new Bearer("https://issuer.example", "ada", "", Set.of("r1"), Set.of(), Instant.MAX);
        assertThat(identities.objection(ada, "r1")).isEqualTo(Refusal.NOT_READY);
    }

    @Test
    void anIssuerThatCannotBeTrustedIsRefusedAtTheStart() {
        assertThatThrownBy(() -> issuer("http://id.example", null, "RS256")).hasMessageContaining("no https address");
        assertThatThrownBy(() -> issuer("https://id.example", "http://id.example/keys", "RS256"))
                .hasMessageContaining("must come by https");
        assertThatThrownBy(() -> issuer("https://id.example", null, "HS256")).hasMessageContaining("may not use HS256");
        assertThatThrownBy(() -> new IdentitySettings("a", Duration.ofMinutes(3), List.of()))
                .hasMessageContaining("0 to 120 s");
    }

    private static IdentitySettings.Issuer issuer(String name, @Nullable String keys, String algorithm) {
        return new IdentitySettings.Issuer(name, keys, Set.of(algorithm), "roles", "restaurant", Map.of(), Set.of("*"));
    }

    private void revoke(String restaurant, String subject, RevokedKind kind) {
        revoked.put(
                subject,
                new Revocation(Envelope.unique(Topics.SECURITY_REVOCATIONS, restaurant), subject, kind, "lost"));
    }
}

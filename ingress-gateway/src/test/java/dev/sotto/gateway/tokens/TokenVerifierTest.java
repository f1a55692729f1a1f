package dev.sotto.gateway.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.RSAKey;
import dev.sotto.log.Topics;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.security.Revocation;
import dev.sotto.schemas.security.RevokedKind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Whose token opens a line, and whose does not. */
class TokenVerifierTest {

    private final ScriptedIssuer issuer = new ScriptedIssuer();
    private final Map<String, Revocation> revoked = new HashMap<>();
    private final Revocations revocations = new Revocations(revoked::get);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicInteger reads = new AtomicInteger();
    private Instant now = Instant.now();

    private TokenVerifier verifier(KeySource source, String... algorithms) {
        revocations.nowKnown();
        TokenSettings settings = new TokenSettings(
                ScriptedIssuer.AUDIENCE,
                Duration.ofSeconds(10),
                100,
                List.of(new TokenSettings.Issuer(ScriptedIssuer.NAME, "there", Set.of(algorithms), Set.of("*"))));
        return new TokenVerifier(settings, place -> source, revocations, meters, () -> now);
    }

    private TokenVerifier verifier() {
        return verifier(this::published, "ES256");
    }

    private Mono<String> published() {
        reads.incrementAndGet();
        return Mono.fromSupplier(issuer::keys);
    }

    private static Verdict verdict(TokenVerifier verifier, String token) {
        Verdict verdict = verifier.verify(token).block();
        assertThat(verdict).isNotNull();
        return verdict;
    }

    private static void assertRefused(Verdict verdict, Refusal because) {
        assertThat(verdict).isEqualTo(new Verdict.Refused(because));
    }

    private double counted(Refusal reason) {
        return meters.counter(
                        "sotto.gateway.tokens.refused", "reason", reason.name().toLowerCase(java.util.Locale.ROOT))
                .count();
    }

    @Test
    void aGoodTokenNamesItsDeviceAndRestaurant() {
        assertThat(verdict(verifier(), issuer.token("ear-1", "chez-test")))
                .isInstanceOfSatisfying(
                        Verdict.Accepted.class,
                        accepted -> assertThat(accepted.token())
                                .matches(token -> token.deviceId().equals("ear-1")
                                        && token.restaurantId().equals("chez-test")));
    }

    @TestFactory
    List<DynamicTest> everyForgedTokenIsRefusedAndCountedByItsReason() {
        TokenVerifier verifier = verifier();
        Map<String, ForgedTokens.Attempt> attempts = ForgedTokens.against(issuer);
        assertThat(attempts).hasSizeGreaterThanOrEqualTo(40);
        return attempts.entrySet().stream()
                .map(attempt -> DynamicTest.dynamicTest(attempt.getKey(), () -> {
                    Refusal because = attempt.getValue().because();
                    double before = counted(because);
                    assertRefused(verdict(verifier, attempt.getValue().token()), because);
                    assertThat(counted(because)).isEqualTo(before + 1);
                }))
                .toList();
    }

    @Test
    void aTokenIsVerifiedOnceAndStillExpires() {
        TokenVerifier verifier = verifier();
        String token = issuer.token("ear-1", "chez-test");
        verdict(verifier, token);
        assertThat(verifier.remembered(token)).isNotNull();
        now = now.plusSeconds(3605);
        assertThat(verdict(verifier, token)).as("within the skew").isInstanceOf(Verdict.Accepted.class);
        now = now.plusSeconds(10);
        assertRefused(verdict(verifier, token), Refusal.EXPIRED);
    }

    @Test
    void noMoreTokensAreRememberedThanAgreed() {
        TokenVerifier verifier = verifier();
        for (int i = 0; i < 300; i++) {
            verdict(verifier, issuer.token("ear-" + i, "chez-test"));
        }
        assertThat(meters.get("sotto.gateway.tokens.remembered").gauge().value())
                .isLessThanOrEqualTo(100);
    }

    @Test
    void arevokedTokenAndARevokedDeviceAreShutOutAlthoughTheyAreRemembered() {
        TokenVerifier verifier = verifier();
        String token = issuer.token(claims -> claims.jwtID("token-1"));
        verdict(verifier, token);
        revoked.put("token-1", revocation("chez-test", "token-1", RevokedKind.TOKEN));
        assertRefused(verdict(verifier, token), Refusal.REVOKED);
        String another = issuer.token("ear-1", "chez-test");
        assertThat(verdict(verifier, another)).isInstanceOf(Verdict.Accepted.class);
        revoked.put("ear-1", revocation("*", "ear-1", RevokedKind.DEVICE));
        assertRefused(verdict(verifier, another), Refusal.REVOKED);
    }

    @Test
    void oneRestaurantCannotRevokeTheDeviceOfAnother() {
        TokenVerifier verifier = verifier();
        revoked.put("ear-1", revocation("elsewhere", "ear-1", RevokedKind.DEVICE));
        assertThat(verdict(verifier, issuer.token("ear-1", "chez-test"))).isInstanceOf(Verdict.Accepted.class);
    }

    private static Revocation revocation(String restaurant, String subject, RevokedKind kind) {
        return new Revocation(Envelope.unique(Topics.SECURITY_REVOCATIONS, restaurant), subject, kind, "lost");
    }

    @Test
    void nobodyIsLetInBeforeTheRevocationsAreKnown() {
        Revocations unread = new Revocations(revoked::get);
        TokenVerifier verifier = new TokenVerifier(
                new TokenSettings(
                        ScriptedIssuer.AUDIENCE,
                        Duration.ZERO,
                        10,
                        List.of(new TokenSettings.Issuer(ScriptedIssuer.NAME, "there", Set.of("ES256"), Set.of("*")))),
                place -> this::published,
                unread,
                meters,
                () -> now);
        String token = issuer.token("ear-1", "chez-test");
        assertRefused(verdict(verifier, token), Refusal.NOT_READY);
        unread.nowKnown();
        assertThat(verdict(verifier, token)).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void anUnknownKeyIsAskedForOnceHoweverManyNameIt() {
        Sinks.One<String> answer = Sinks.one();
        TokenVerifier verifier = verifier(
                () -> {
                    reads.incrementAndGet();
                    return answer.asMono();
                },
                "ES256");
        List<Verdict> verdicts = new java.util.concurrent.CopyOnWriteArrayList<>();
        for (int i = 0; i < 50; i++) {
            verifier.verify(issuer.token("ear-" + i, "chez-test")).subscribe(verdicts::add);
        }
        assertThat(verdicts).isEmpty();
        answer.tryEmitValue(issuer.keys());
        assertThat(verdicts).hasSize(50).allMatch(Verdict.Accepted.class::isInstance);
        assertThat(reads).hasValue(1);
    }

    @Test
    void aForgerWhoInventsKeysCostsTheIssuerNothing() {
        TokenVerifier verifier = verifier();
        verdict(verifier, issuer.token("ear-1", "chez-test"));
        for (int i = 0; i < 100; i++) {
            JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("invented-" + i);
            assertRefused(
                    verdict(verifier, issuer.sign(header, ScriptedIssuer.claims("ear-1", "chez-test"))),
                    Refusal.UNKNOWN_KEY);
        }
        assertThat(reads).hasValue(1);
    }

    @Test
    void aKeyPublishedNoMoreIsBelievedNoMoreNotEvenWhereItWas() {
        AtomicInteger gone = new AtomicInteger();
        long[] nanos = {0};
        TokenSettings.Issuer trusted =
                new TokenSettings.Issuer(ScriptedIssuer.NAME, "there", Set.of("ES256"), Set.of("*"));
        IssuerKeys keys = new IssuerKeys(trusted, this::published, () -> nanos[0], gone::incrementAndGet);
        keys.readAgain().block();
        assertThat(keys.known("key-1", JWSAlgorithm.ES256)).isNotNull();
        issuer.rotate("key-2");
        keys.readAgain().block();
        assertThat(keys.knows("key-2")).as("too soon to ask again").isFalse();
        nanos[0] += IssuerKeys.BETWEEN_READS.toNanos();
        keys.readAgain().block();
        assertThat(keys.knows("key-2")).isTrue();
        assertThat(keys.knows("key-1")).isFalse();
        assertThat(gone).hasValue(1);
    }

    @Test
    void anIssuerThatIsAwayKeepsTheKeysItHadAndSaysSo() {
        long[] nanos = {0};
        boolean[] away = {false};
        TokenSettings.Issuer trusted =
                new TokenSettings.Issuer(ScriptedIssuer.NAME, "there", Set.of("ES256"), Set.of("*"));
        KeySource source = () -> away[0] ? Mono.error(new java.io.IOException("refused")) : published();
        IssuerKeys keys = new IssuerKeys(trusted, source, () -> nanos[0], () -> {});
        keys.readAgain().block();
        assertThat(keys.problem()).isNull();
        away[0] = true;
        nanos[0] += IssuerKeys.BETWEEN_READS.toNanos();
        keys.readAgain().block();
        assertThat(keys.knows("key-1")).isTrue();
        assertThat(keys.problem()).contains("cannot be read (refused)");
    }

    @Test
    void aKeyThatIsTooWeakOrProvesNothingIsNoKey() {
        RSAKey weak = ScriptedIssuer.newRsaKey("weak", 1024);
        RSAKey strong = ScriptedIssuer.newRsaKey("strong", 2048);
        issuer.publish(weak);
        issuer.publish(strong);
        TokenVerifier verifier = verifier(this::published, "RS256", "PS256");
        var claims = ScriptedIssuer.claims("ear-1", "chez-test");
        JWSHeader.Builder byWeak = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("weak");
        JWSHeader.Builder byStrong = new JWSHeader.Builder(JWSAlgorithm.PS256).keyID("strong");
        assertThat(verdict(verifier, ScriptedIssuer.sign(byStrong, claims, strong)))
                .isInstanceOf(Verdict.Accepted.class);
        assertRefused(verdict(verifier, ScriptedIssuer.sign(byWeak, claims, strong)), Refusal.UNKNOWN_KEY);
    }

    @Test
    void anIssuerSpeaksForItsOwnRestaurantsOnly() {
        TokenSettings settings = new TokenSettings(
                ScriptedIssuer.AUDIENCE,
                Duration.ZERO,
                10,
                List.of(new TokenSettings.Issuer(ScriptedIssuer.NAME, "there", Set.of("ES256"), Set.of("chez-test"))));
        revocations.nowKnown();
        TokenVerifier verifier = new TokenVerifier(settings, place -> this::published, revocations, meters, () -> now);
        assertThat(verdict(verifier, issuer.token("ear-1", "chez-test"))).isInstanceOf(Verdict.Accepted.class);
        assertRefused(verdict(verifier, issuer.token("ear-1", "elsewhere")), Refusal.RESTAURANT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "HS256", "HS512", "ES256K", "whatever"})
    void anAlgorithmThatProvesNothingCannotEvenBeConfigured(String algorithm) {
        assertThatThrownBy(() -> new TokenSettings.Issuer("i", "k", Set.of(algorithm), Set.of("*")))
                .hasMessageContaining("may not use " + algorithm);
    }
}

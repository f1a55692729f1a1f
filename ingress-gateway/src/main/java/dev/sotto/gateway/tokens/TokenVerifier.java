package dev.sotto.gateway.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.micrometer.core.instrument.MeterRegistry;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tells whether a token is good, from the issuer's public keys alone (RFC 7519, RFC 8725): the token names the key, we
 * choose where the key comes from and which algorithms are looked at; keys and addresses inside a token are not.
 */
public final class TokenVerifier {

    /** Ours have 450 characters; headers of servers end at 8 KiB. */
    static final int MAX_LENGTH = 4096;

    /** A key that is withdrawn is believed no longer than this. */
    private static final Duration READ_KEYS_EVERY = Duration.ofMinutes(5);

    private final Map<String, IssuerKeys> issuers;
    private final ClaimRules rules;
    private final Revocations revocations;
    private final VerifiedTokens verified;
    private final TokenMeters meters;

    TokenVerifier(
            TokenSettings settings,
            Function<String, KeySource> sources,
            Revocations revocations,
            MeterRegistry registry,
            Supplier<Instant> clock) {
        this.verified = new VerifiedTokens(settings.remembered(), clock, settings.skew());
        this.issuers = settings.issuers().stream()
                .collect(Collectors.toMap(
                        TokenSettings.Issuer::issuer,
                        issuer -> new IssuerKeys(
                                issuer, sources.apply(issuer.keys()), System::nanoTime, verified::forgetAll)));
        this.rules = new ClaimRules(settings.audience(), settings.skew(), clock);
        this.revocations = revocations;
        this.meters = new TokenMeters(registry);
        registry.gauge("sotto.gateway.tokens.remembered", verified, VerifiedTokens::size);
    }

    public static TokenVerifier of(TokenSettings settings, Revocations revocations, MeterRegistry registry) {
        return new TokenVerifier(settings, KeySource::at, revocations, registry, Instant::now);
    }

    /** Reads all issuers' keys, now and then, for as long as it is subscribed to. */
    public Flux<?> readKeys() {
        return Flux.interval(Duration.ZERO, READ_KEYS_EVERY)
                .onBackpressureDrop()
                .concatMap(
                        tick -> Flux.fromIterable(issuers.values()).flatMap(IssuerKeys::readAgain, issuers.size() + 1),
                        1);
    }

    /** What is wrong with the keys, in a sentence; empty when nothing. */
    public String problem() {
        if (issuers.isEmpty()) {
            return "No issuer of tokens is configured (gateway.tokens.issuers): no earpiece is let in.";
        }
        return issuers.values().stream()
                .map(IssuerKeys::problem)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }

    /** Counted with its reason, as a refusal that no token had to be read for. */
    public Verdict refuse(Refusal reason) {
        meters.count(reason);
        return new Verdict.Refused(reason);
    }

    /** Answers at once, save where an unknown key makes us ask the issuer first. */
    public Mono<Verdict> verify(String token) {
        VerifiedTokens.Digest digest = VerifiedTokens.Digest.of(token);
        VerifiedToken known = verified.find(digest);
        Mono<Verdict> verdict = known != null ? Mono.just(new Verdict.Accepted(known)) : read(token, digest);
        return verdict.map(this::stillGood).doOnNext(meters::count);
    }

    /** What can change while a token stays the same. */
    public Verdict stillGood(Verdict verdict) {
        if (!(verdict instanceof Verdict.Accepted(VerifiedToken token))) {
            return verdict;
        }
        if (!revocations.areKnown()) {
            return new Verdict.Refused(Refusal.NOT_READY);
        }
        if (revocations.cover(token)) {
            return new Verdict.Refused(Refusal.REVOKED);
        }
        Refusal untimely = rules.untimely(token);
        return untimely == null ? verdict : new Verdict.Refused(untimely);
    }

    private Mono<Verdict> read(String token, VerifiedTokens.Digest digest) {
        if (token.length() > MAX_LENGTH) {
            return Mono.just(new Verdict.Refused(Refusal.TOO_LONG));
        }
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            return check(jwt, jwt.getJWTClaimsSet(), digest);
        } catch (ParseException | IllegalArgumentException noToken) {
            return Mono.just(new Verdict.Refused(Refusal.MALFORMED));
        }
    }

    /** Nothing of the claims is believed before the signature is, save whose keys to verify it with. */
    private Mono<Verdict> check(SignedJWT jwt, JWTClaimsSet claims, VerifiedTokens.Digest digest) {
        IssuerKeys keys = claims.getIssuer() == null ? null : issuers.get(claims.getIssuer());
        if (keys == null) {
            return Mono.just(new Verdict.Refused(Refusal.UNKNOWN_ISSUER));
        }
        JWSHeader header = jwt.getHeader();
        JWSAlgorithm algorithm = header.getAlgorithm();
        if (!keys.issuer().algorithms().contains(algorithm.getName())) {
            return Mono.just(new Verdict.Refused(Refusal.ALGORITHM));
        }
        if (header.getCriticalParams() != null || !isAccessToken(header)) {
            return Mono.just(new Verdict.Refused(Refusal.MALFORMED));
        }
        String keyId = header.getKeyID();
        if (keyId == null) {
            return Mono.just(new Verdict.Refused(Refusal.UNKNOWN_KEY));
        }
        Mono<Void> keysReady = keys.knows(keyId) ? Mono.empty() : keys.readAgain();
        return keysReady.then(Mono.fromSupplier(() -> {
            JWSVerifier verifier = keys.known(keyId, algorithm);
            return verifier == null
                    ? new Verdict.Refused(Refusal.UNKNOWN_KEY)
                    : verify(jwt, claims, verifier, keys.issuer(), digest);
        }));
    }

    /** RFC 8725 §3.11: what was made to prove something else is no access token. */
    private static boolean isAccessToken(JWSHeader header) {
        String type = header.getType() == null ? "JWT" : header.getType().getType();
        return type.equalsIgnoreCase("JWT")
                || type.equalsIgnoreCase("at+jwt")
                || type.equalsIgnoreCase("application/at+jwt");
    }

    private Verdict verify(
            SignedJWT jwt,
            JWTClaimsSet claims,
            JWSVerifier verifier,
            TokenSettings.Issuer issuer,
            VerifiedTokens.Digest digest) {
        if (!isSigned(jwt, verifier)) {
            return new Verdict.Refused(Refusal.SIGNATURE);
        }
        Verdict verdict = rules.read(claims, issuer);
        if (verdict instanceof Verdict.Accepted(VerifiedToken token)) {
            verified.keep(digest, token);
        }
        return verdict;
    }

    private static boolean isSigned(SignedJWT jwt, JWSVerifier verifier) {
        try {
            return jwt.verify(verifier);
        } catch (JOSEException | IllegalStateException unverifiable) {
            return false;
        }
    }

    @Nullable
    VerifiedToken remembered(String token) {
        return verified.find(VerifiedTokens.Digest.of(token));
    }
}

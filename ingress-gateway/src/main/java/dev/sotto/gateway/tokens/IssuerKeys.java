package dev.sotto.gateway.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * An issuer's public keys. He may change them at any time, and anybody can name a key that does not exist: so an unknown
 * name makes us read again, with everybody who asks waiting for the one answer, and not again for a while.
 */
final class IssuerKeys {

    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

    /** A forger costs the issuer one request in this time; an honest new key is known after it at the latest. */
    static final Duration BETWEEN_READS = Duration.ofSeconds(5);

    private static final int SMALLEST_RSA_BITS = 2048;

    private final TokenSettings.Issuer issuer;
    private final KeySource source;
    private final LongSupplier nanoTime;
    private final Runnable onKeyGone;
    private volatile Map<String, Key> keys = Map.of();
    private volatile @Nullable String problem;
    private @Nullable Mono<Void> reading;
    private @Nullable Long lastReadNanos;

    private record Key(JWK jwk, Map<JWSAlgorithm, JWSVerifier> verifiers) {}

    /** @param onKeyGone called when a key is published no more: what it signed is not believed any longer */
    IssuerKeys(TokenSettings.Issuer issuer, KeySource source, LongSupplier nanoTime, Runnable onKeyGone) {
        this.issuer = issuer;
        this.source = source;
        this.nanoTime = nanoTime;
        this.onKeyGone = onKeyGone;
    }

    TokenSettings.Issuer issuer() {
        return issuer;
    }

    /** What is wrong with the keys, null when nothing. */
    @Nullable
    String problem() {
        return problem;
    }

    /** The verifier for a key as it is known now; null also when the key is not meant for the algorithm. */
    @Nullable
    JWSVerifier known(String keyId, JWSAlgorithm algorithm) {
        Key key = keys.get(keyId);
        return key == null ? null : key.verifiers().get(algorithm);
    }

    boolean knows(String keyId) {
        return keys.containsKey(keyId);
    }

    /** Completes when the keys are as fresh as may be had now, never with an error. */
    synchronized Mono<Void> readAgain() {
        Mono<Void> underWay = reading;
        if (underWay != null) {
            return underWay;
        }
        long now = nanoTime.getAsLong();
        Long last = lastReadNanos;
        if (last != null && now - last < BETWEEN_READS.toNanos()) {
            return Mono.empty();
        }
        lastReadNanos = now;
        Mono<Void> started = source.read()
                .doOnNext(this::take)
                .then()
                .onErrorResume(failure -> Mono.fromRunnable(() -> failed(failure)))
                .doFinally(signal -> done())
                .cache();
        reading = started;
        return started;
    }

    private synchronized void done() {
        reading = null;
    }

    private void failed(Throwable failure) {
        String why = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        problem = "The keys of issuer " + issuer.issuer() + " cannot be read (" + why
                + "): tokens signed with new keys are refused.";
        LOG.warn("{}", problem);
    }

    private void take(String text) {
        Map<String, Key> read;
        try {
            read = read(text);
        } catch (ParseException noKeySet) {
            failed(noKeySet);
            return;
        }
        Map<String, Key> before = keys;
        keys = read;
        problem = read.isEmpty() ? "Issuer " + issuer.issuer() + " publishes no key that can be used here." : null;
        boolean gone = before.entrySet().stream().anyMatch(old -> {
            Key now = read.get(old.getKey());
            return now == null || !now.jwk().equals(old.getValue().jwk());
        });
        if (gone) {
            onKeyGone.run();
        }
    }

    private Map<String, Key> read(String text) throws ParseException {
        Map<String, Key> read = new HashMap<>();
        for (JWK jwk : JWKSet.parse(text).getKeys()) {
            Map<JWSAlgorithm, JWSVerifier> verifiers = verifiers(jwk);
            if (!verifiers.isEmpty()) {
                read.put(jwk.getKeyID(), new Key(jwk, verifiers));
            }
        }
        return Map.copyOf(read);
    }

    /** Empty for a key without a name, for another use, too weak, or of a kind that proves nothing. */
    private Map<JWSAlgorithm, JWSVerifier> verifiers(JWK jwk) {
        Map<JWSAlgorithm, JWSVerifier> verifiers = new HashMap<>();
        boolean forSigning = jwk.getKeyUse() == null || KeyUse.SIGNATURE.equals(jwk.getKeyUse());
        if (jwk.getKeyID() == null || !forSigning) {
            return verifiers;
        }
        try {
            JWSVerifier verifier = switch (jwk) {
                case ECKey key -> EllipticCurves.verifier(key);
                case RSAKey key when key.size() >= SMALLEST_RSA_BITS -> new RSASSAVerifier(key);
                default -> null;
            };
            if (verifier != null) {
                issuer.algorithms().stream()
                        .map(JWSAlgorithm::parse)
                        .filter(verifier.supportedJWSAlgorithms()::contains)
                        .filter(algorithm -> jwk.getAlgorithm() == null
                                || Objects.equals(jwk.getAlgorithm().getName(), algorithm.getName()))
                        .forEach(algorithm -> verifiers.put(algorithm, verifier));
            }
        } catch (JOSEException unusable) {
            LOG.warn("A key of issuer {} cannot be used: {}", issuer.issuer(), unusable.getMessage());
        }
        return verifiers;
    }
}

package dev.sotto.gateway.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import reactor.core.publisher.Mono;

/** Whose token is this, on one core: remembered, and read for the first time. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class TokenVerification {

    /** Tokens in turn, so that no one of them stays in a processor's cache. */
    private static final int TOKENS = 1_000;

    /** How they are signed. */
    @Param({"ES256", "RS256"})
    public String algorithm = "";

    private final String[] tokens = new String[TOKENS];
    private @Nullable TokenVerifier remembering;
    private @Nullable TokenVerifier forgetting;
    private int next;

    /** Makes the keys and signs the tokens. */
    @Setup
    public void sign() throws JOSEException {
        boolean elliptic = algorithm.equals("ES256");
        JWK key = elliptic
                ? new ECKeyGenerator(Curve.P_256).keyID("k").generate()
                : new RSAKeyGenerator(2048).keyID("k").generate();
        JWSSigner signer = elliptic ? new ECDSASigner(key.toECKey()) : new RSASSASigner(key.toRSAKey());
        for (int i = 0; i < TOKENS; i++) {
            JWTClaimsSet claims = new JWTClaimsSet.Builder()
                    .issuer("https://issuer.example")
                    .audience("sotto-gateway")
                    .subject("ear-" + i)
                    .claim("restaurant", "harbour-grill")
                    .claim("scope", "earpiece")
                    .jwtID("token-" + i)
                    .expirationTime(Date.from(Instant.now().plusSeconds(86_400)))
                    .build();
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.parse(algorithm))
                    .keyID("k")
                    .build();
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(signer);
            tokens[i] = token.serialize();
        }
        String published = new JWKSet(key).toString(true);
        remembering = verifier(published, 20_000);
        forgetting = verifier(published, 0);
    }

    private TokenVerifier verifier(String keys, int remembered) {
        Revocations none = new Revocations(subject -> null);
        none.nowKnown();
        var issuer = new TokenSettings.Issuer("https://issuer.example", "here", Set.of(algorithm), Set.of("*"));
        TokenSettings settings =
                new TokenSettings("sotto-gateway", Duration.ofSeconds(10), remembered, List.of(issuer));
        return new TokenVerifier(
                settings, place -> () -> Mono.just(keys), none, new SimpleMeterRegistry(), Instant::now);
    }

    /** Seen before. */
    @Benchmark
    public Verdict remembered() {
        return verdict(remembering);
    }

    /** Read, its signature verified, its claims checked. */
    @Benchmark
    public Verdict firstTime() {
        return verdict(forgetting);
    }

    private Verdict verdict(@Nullable TokenVerifier verifier) {
        next = (next + 1) % TOKENS;
        Verdict verdict =
                verifier == null ? null : verifier.verify(tokens[next]).block();
        if (!(verdict instanceof Verdict.Accepted)) {
            throw new IllegalStateException("a good token was refused: " + verdict);
        }
        return verdict;
    }
}

package dev.sotto.gateway.tokens;

import dev.sotto.fuzz.Target;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;

/** A token as a device shows it; its signature can never be right, so every one must be refused. */
public final class TokenTarget implements Target {

    private static final String KEYS =
            "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"k\",\"alg\":\"ES256\",\"use\":\"sig\","
                    + "\"x\":\"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4\","
                    + "\"y\":\"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM\"}]}";

    private final TokenVerifier verifier = verifier();

    private static TokenVerifier verifier() {
        Revocations none = new Revocations(subject -> null);
        none.nowKnown();
        var issuer = new TokenSettings.Issuer("https://issuer.example", "here", Set.of("ES256"), Set.of("*"));
        TokenSettings settings = new TokenSettings("sotto-gateway", Duration.ofSeconds(10), 100, List.of(issuer));
        return new TokenVerifier(
                settings, place -> () -> Mono.just(KEYS), none, new SimpleMeterRegistry(), Instant::now);
    }

    @Override
    public String name() {
        return "token";
    }

    @Override
    public List<byte[]> examples() {
        return Target.texts(
                "Bearer eyJhbGciOiJFUzI1NiIsImtpZCI6ImsifQ.eyJpc3MiOiJodHRwczovL2lzc3Vlci5leGFtcGxlIiwiYXVkIjoic290dG8t"
                        + "Z2F0ZXdheSIsInN1YiI6ImVhci0xIiwiZXhwIjo0MTAyNDQ0ODAwfQ.AAAA",
                "Bearer eyJhbGciOiJub25lIn0.e30.",
                "sotto.earpiece.v1, bearer.eyJhbGciOiJFUzI1NiJ9.e30.AA");
    }

    @Override
    public void parse(byte[] input) throws URISyntaxException {
        String text = new String(input, StandardCharsets.UTF_8);
        HttpHeaders headers = new HttpHeaders();
        headers.add(text.startsWith("Bearer") ? HttpHeaders.AUTHORIZATION : ShownToken.PROTOCOLS, text);
        if (ShownToken.in(headers, new URI("/earpiece")) instanceof ShownToken.One(String token)
                && verifier.verify(token).block() instanceof Verdict.Accepted) {
            throw new IllegalStateException("a token nobody signed was accepted");
        }
    }
}

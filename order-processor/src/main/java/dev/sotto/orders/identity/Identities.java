package dev.sotto.orders.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Who shows a token. A signed one is believed for its provider's signature alone and remembered for a minute, since a
 * screen shows the same one with every press; nothing in it says whose keys or which algorithm to verify it with.
 */
public final class Identities {

    /** Netty takes 8 KiB of headers. */
    private static final int LONGEST_TOKEN = 8_000;

    private static final int REMEMBERED = 20_000;
    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(1);

    /** By hash, so that the time of a look-up says nothing about a token. */
    private final Map<String, Bearer> configured;

    private final Map<String, Provider> providers;
    private final Cache<String, Bearer> verified = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(REMEMBERED_FOR)
            .executor(Runnable::run)
            .build();
    private final Revocations revocations;
    private final Clock clock;
    /** Signatures cost processor time and keys are waited for: neither on the threads that serve everybody. */
    private final Scheduler readers = Schedulers.boundedElastic();

    public Identities(List<AccessToken> tokens, IdentitySettings settings, Revocations revocations, Clock clock) {
        this(tokens, settings, null, revocations, clock);
    }

    /** @param own who signs devices' tokens here, believed beside those of the settings; null for nobody */
    public Identities(
            List<AccessToken> tokens,
            IdentitySettings settings,
            @Nullable OwnIssuer own,
            Revocations revocations,
            Clock clock) {
        this.configured = tokens.stream()
                .collect(Collectors.toMap(token -> hash(token.token().strip()), Bearer::of));
        Map<String, Provider> known = new HashMap<>();
        if (own != null) {
            known.put(own.name(), own.provider(settings, clock));
        }
        settings.issuers().forEach(issuer -> known.put(issuer.issuer(), new Provider(settings, issuer, clock)));
        this.providers = Map.copyOf(known);
        this.revocations = revocations;
        this.clock = clock;
    }

    /** Who shows this token; whether it still opens a restaurant is asked by {@link #objection}. */
    public Mono<Shown> whoShows(String token) {
        if (token.isEmpty()) {
            return Mono.just(new Shown.Refused(Refusal.MISSING));
        }
        String hash = hash(token);
        Bearer known = configured.containsKey(hash) ? configured.get(hash) : verified.getIfPresent(hash);
        if (known != null) {
            return Mono.just(new Shown.Known(known));
        }
        Provider provider = provider(token);
        return provider == null
                ? Mono.just(new Shown.Refused(Refusal.INVALID))
                : Mono.fromCallable(() -> provider.read(SignedJWT.parse(token)))
                        .subscribeOn(readers)
                        .doOnNext(shown -> remember(hash, shown));
    }

    /** What speaks against somebody now who was known before; null when nothing does. */
    public @Nullable Refusal objection(Bearer bearer, String restaurantId) {
        // A token from the settings is taken back there too: it need not wait for a log that is away.
        if (!bearer.issuer().isEmpty() && !revocations.areKnown()) {
            return Refusal.NOT_READY;
        }
        if (revocations.cover(bearer, restaurantId)) {
            return Refusal.REVOKED;
        }
        return clock.instant().isBefore(bearer.until()) ? null : Refusal.EXPIRED;
    }

    /** Whether a device may not even ask for another token; as far as is known now. */
    public boolean isRevoked(String deviceId, String restaurantId) {
        return revocations.cover(
                new Bearer("", deviceId, "", Set.of(restaurantId), Set.of(), Instant.MAX), restaurantId);
    }

    private void remember(String hash, Shown shown) {
        if (shown instanceof Shown.Known(Bearer bearer)) {
            verified.put(hash, bearer);
        }
    }

    /** Whose keys to verify with is all that is believed before they have. */
    private @Nullable Provider provider(String token) {
        if (token.length() > LONGEST_TOKEN) {
            return null;
        }
        try {
            String issuer = SignedJWT.parse(token).getJWTClaimsSet().getIssuer();
            return issuer == null ? null : providers.get(issuer);
        } catch (ParseException | IllegalArgumentException noToken) {
            return null;
        }
    }

    private static String hash(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}

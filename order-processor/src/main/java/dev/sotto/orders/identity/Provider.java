package dev.sotto.orders.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import java.time.Clock;
import java.util.Collection;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One OpenID Connect provider: whether he signed a token for us, and what he says of who shows it. */
final class Provider {

    private static final Logger LOG = LoggerFactory.getLogger(Provider.class);
    /** They go into rows and lines of logs. */
    private static final String SUBJECT = "[\\x21-\\x7e]{1,255}";

    private static final String RESTAURANT = "[A-Za-z0-9][A-Za-z0-9._:@-]{0,127}";

    private final IdentitySettings settings;
    private final IdentitySettings.Issuer issuer;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    Provider(IdentitySettings settings, IdentitySettings.Issuer issuer, Clock clock) {
        this(settings, issuer, new ProviderKeys(issuer, clock), clock);
    }

    Provider(IdentitySettings settings, IdentitySettings.Issuer issuer, JWKSource<SecurityContext> keys, Clock clock) {
        this.settings = settings;
        this.issuer = issuer;
        Set<JWSAlgorithm> algorithms =
                issuer.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toSet());
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, keys));
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWTClaimsSetVerifier(claims(clock));
    }

    private DefaultJWTClaimsVerifier<SecurityContext> claims(Clock clock) {
        JWTClaimsSet exactly =
                new JWTClaimsSet.Builder().issuer(issuer.issuer()).build();
        var verifier =
                new DefaultJWTClaimsVerifier<SecurityContext>(
                        Set.of(settings.audience()), exactly, Set.of("sub", "exp"), null) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                };
        verifier.setMaxClockSkew((int) settings.skew().toSeconds());
        return verifier;
    }

    /** Blocks while keys are read. */
    Shown read(SignedJWT token) {
        if (token.getHeader().getKeyID() == null) {
            return new Shown.Refused(Refusal.INVALID);
        }
        try {
            return bearer(processor.process(token, null));
        } catch (ExpiredJWTException late) {
            return new Shown.Refused(Refusal.EXPIRED);
        } catch (RateLimitReachedException justRead) {
            return new Shown.Refused(Refusal.NOT_READY);
        } catch (KeySourceException unread) {
            LOG.warn("The keys of issuer {} cannot be read: {}", issuer.issuer(), unread.getMessage());
            return new Shown.Refused(Refusal.NOT_READY);
        } catch (BadJOSEException | JOSEException | IllegalStateException bad) {
            return new Shown.Refused(Refusal.INVALID);
        }
    }

    private Shown bearer(JWTClaimsSet claims) {
        Set<String> restaurants = texts(at(claims.getClaims(), issuer.restaurantsClaim())).stream()
                .flatMap(named ->
                        named.equals(Bearer.EVERYWHERE) ? issuer.restaurants().stream() : List.of(named).stream())
                .filter(issuer::speaksFor)
                .filter(id -> id.equals(Bearer.EVERYWHERE) || id.matches(RESTAURANT))
                .collect(Collectors.toSet());
        String subject = claims.getSubject();
        if (restaurants.isEmpty() || !subject.matches(SUBJECT)) {
            return new Shown.Refused(Refusal.INVALID);
        }
        String tokenId = claims.getJWTID() == null ? "" : claims.getJWTID();
        return new Shown.Known(new Bearer(
                issuer.issuer(),
                subject,
                tokenId,
                restaurants,
                roles(claims),
                claims.getExpirationTime().toInstant().plus(settings.skew())));
    }

    private Set<Role> roles(JWTClaimsSet claims) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String name : texts(at(claims.getClaims(), issuer.rolesClaim()))) {
            Role role = issuer.roles().containsKey(name) ? issuer.roles().get(name) : Role.named(name);
            if (role != null) {
                roles.add(role);
            }
        }
        return roles;
    }

    private static @Nullable Object at(Map<String, Object> claims, String path) {
        Object here = claims;
        for (String step : claims.containsKey(path) ? new String[] {path} : path.split("\\.", -1)) {
            here = here instanceof Map<?, ?> object ? object.get(step) : null;
        }
        return here;
    }

    /** A list of words, or one text of them. */
    private static Collection<String> texts(@Nullable Object claim) {
        return switch (claim) {
            case String text -> List.of(text.split(" ", -1));
            case Collection<?> many -> {
                Set<String> texts = new HashSet<>();
                many.forEach(each -> texts.add(String.valueOf(each)));
                yield texts;
            }
            case null, default -> List.of();
        };
    }
}

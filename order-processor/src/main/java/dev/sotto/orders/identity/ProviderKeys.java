package dev.sotto.orders.identity;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A provider's public keys, found by its discovery document where no address is set (OpenID Connect Discovery §4). He may
 * change them at any time and anybody can name a key that does not exist, so they are read again for an unknown name, but
 * not more than a few times a minute; while he is away the old ones are good for an hour. Reading them blocks.
 */
final class ProviderKeys implements JWKSource<SecurityContext> {

    static final Duration BETWEEN_READS = Duration.ofSeconds(10);
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration KEPT_IN_AN_OUTAGE = Duration.ofHours(1);
    private static final int PATIENCE_MILLIS = 3_000;
    private static final int LARGEST_BYTES = 256 * 1024;

    private final IdentitySettings.Issuer issuer;
    private final Clock clock;
    private final ResourceRetriever web =
            new DefaultResourceRetriever(PATIENCE_MILLIS, PATIENCE_MILLIS, LARGEST_BYTES) {
                // The address that was set is whom we trust, nobody it points to.
                @Override
                protected HttpURLConnection openHTTPConnection(URL url) throws IOException {
                    HttpURLConnection connection = super.openHTTPConnection(url);
                    connection.setInstanceFollowRedirects(false);
                    return connection;
                }
            };
    private @Nullable JWKSource<SecurityContext> found;
    private Instant nextLook = Instant.MIN;

    ProviderKeys(IdentitySettings.Issuer issuer, Clock clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        return source().get(selector, context);
    }

    private synchronized JWKSource<SecurityContext> source() throws KeySourceException {
        JWKSource<SecurityContext> known = found;
        if (known != null) {
            return known;
        }
        Instant now = clock.instant();
        if (now.isBefore(nextLook)) {
            throw new RemoteKeySourceException("asked a moment ago where its keys are, in vain", null);
        }
        nextLook = now.plus(BETWEEN_READS);
        JWKSource<SecurityContext> source = JWKSourceBuilder.<SecurityContext>create(place(), web)
                .cache(KEPT.toMillis(), 2L * PATIENCE_MILLIS)
                .refreshAheadCache(false)
                .rateLimited(BETWEEN_READS.toMillis())
                .outageTolerant(KEPT_IN_AN_OUTAGE.toMillis())
                .build();
        found = source;
        return source;
    }

    private URL place() throws KeySourceException {
        String keys = issuer.keys();
        try {
            if (keys == null) {
                return URI.create(discovered()).toURL();
            }
            boolean address = keys.startsWith("https:") || keys.startsWith("http:") || keys.startsWith("file:");
            return (address ? URI.create(keys) : Path.of(keys).toUri()).toURL();
        } catch (IOException | ParseException | IllegalArgumentException nowhere) {
            throw new RemoteKeySourceException("its keys are not to be found: " + nowhere.getMessage(), nowhere);
        }
    }

    private String discovered() throws IOException, ParseException {
        String document = issuer.issuer().replaceFirst("/$", "") + "/.well-known/openid-configuration";
        Map<String, Object> said = JSONObjectUtils.parse(
                web.retrieveResource(URI.create(document).toURL()).getContent());
        if (!issuer.issuer().equals(said.get("issuer"))) {
            throw new IOException(document + " is another issuer's");
        }
        String keys = JSONObjectUtils.getString(said, "jwks_uri");
        if (keys == null || !IdentitySettings.isTrusted(keys)) {
            throw new IOException(document + " names no jwks_uri with https");
        }
        return keys;
    }
}

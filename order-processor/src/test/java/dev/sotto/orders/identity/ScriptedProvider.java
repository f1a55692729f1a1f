package dev.sotto.orders.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An OpenID Connect provider over HTTP that signs what a test says, also what no honest one would. */
public final class ScriptedProvider implements AutoCloseable {

    public static final String AUDIENCE = "sotto-orders";

    private final HttpServer server;
    private final AtomicInteger reads = new AtomicInteger();
    private final List<JWK> published = new CopyOnWriteArrayList<>();
    private ECKey key = newKey("key-1");

    public ScriptedProvider() {
        published.add(key);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        server.createContext("/", exchange -> answer(exchange, 404, "{}"));
        server.createContext(
                "/.well-known/openid-configuration",
                exchange -> answer(
                        exchange, 200, "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(name(), name())));
        server.createContext("/keys", exchange -> {
            reads.incrementAndGet();
            answer(exchange, 200, new JWKSet(published).toString(true));
        });
        server.start();
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    static ECKey newKey(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Its issuer, and the address everything of it lies under. */
    public String name() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How often its keys were read. */
    int reads() {
        return reads.get();
    }

    ECKey key() {
        return key;
    }

    void publish(JWK another) {
        published.add(another);
    }

    /** Signs with another key from now on and publishes that one alone. */
    void rotate(String id) {
        key = newKey(id);
        published.clear();
        published.add(key);
    }

    public JWTClaimsSet.Builder claims(String subject, String restaurant, String... roles) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(name())
                .audience(AUDIENCE)
                .subject(subject)
                .claim("restaurant", restaurant)
                .claim("roles", List.of(roles))
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(3600)));
    }

    public String token(String subject, String restaurant, String... roles) {
        return sign(claims(subject, restaurant, roles));
    }

    String sign(JWTClaimsSet.Builder claims) {
        return sign(header(), claims, key);
    }

    JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).type(JOSEObjectType.JWT);
    }

    static String sign(JWSHeader.Builder header, JWTClaimsSet.Builder claims, JWK with) {
        try {
            JWSSigner signer = switch (with) {
                case RSAKey rsa -> new RSASSASigner(rsa);
                case OctetSequenceKey secret -> new MACSigner(secret);
                case ECKey curve -> new ECDSASigner(curve);
                default -> throw new IllegalArgumentException("no signer for " + with.getKeyType());
            };
            SignedJWT token = new SignedJWT(header.build(), claims.build());
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException unsigned) {
            throw new IllegalStateException(unsigned);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

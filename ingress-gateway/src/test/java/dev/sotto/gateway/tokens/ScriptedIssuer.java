package dev.sotto.gateway.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** An issuer of tokens that signs what a test says, also what no honest one would. */
public final class ScriptedIssuer {

    public static final String NAME = "https://issuer.test";
    public static final String AUDIENCE = "sotto-gateway";

    private final List<JWK> published = new ArrayList<>();
    private ECKey key;

    public ScriptedIssuer() {
        key = newKey("key-1");
        published.add(key);
    }

    public static ECKey newKey(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static RSAKey newRsaKey(String id, int bits) {
        try {
            return new RSAKeyGenerator(bits, true).keyID(id).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    ECKey key() {
        return key;
    }

    /** Signs with another key from now on and publishes that one alone. */
    void rotate(String id) {
        key = newKey(id);
        published.clear();
        published.add(key);
    }

    void publish(JWK another) {
        published.add(another);
    }

    public String keys() {
        return new JWKSet(published).toString(true);
    }

    public Path writeKeys(Path file) {
        try {
            return Files.writeString(file, keys());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    public static JWTClaimsSet.Builder claims(String device, String restaurant) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(NAME)
                .audience(AUDIENCE)
                .subject(device)
                .claim("restaurant", restaurant)
                .claim("scope", "earpiece")
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(3600)));
    }

    public String token(String device, String restaurant) {
        return sign(claims(device, restaurant));
    }

    public String token(UnaryOperator<JWTClaimsSet.Builder> change) {
        return sign(change.apply(claims("ear-1", "chez-test")));
    }

    public String sign(JWTClaimsSet.Builder claims) {
        return sign(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()), claims);
    }

    String sign(JWSHeader.Builder header, JWTClaimsSet.Builder claims) {
        return sign(header, claims, key);
    }

    static String sign(JWSHeader.Builder header, JWTClaimsSet.Builder claims, JWK with) {
        try {
            JWSSigner signer = with instanceof RSAKey rsa ? new RSASSASigner(rsa) : new ECDSASigner((ECKey) with);
            SignedJWT token = new SignedJWT(header.type(JOSEObjectType.JWT).build(), claims.build());
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException unsigned) {
            throw new IllegalStateException(unsigned);
        }
    }
}

package dev.sotto.local.system;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.sotto.local.terminal.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/**
 * The one who pairs earpieces with a local system: a signing key made at its first start and kept in the data directory,
 * readable by its owner; the gateway is given the public half only, as it would be by any other issuer.
 */
public final class TokenIssuer {

    static final String NAME = "sotto-local";
    static final String AUDIENCE = "sotto-gateway";
    static final String SCREENS = "sotto-orders";
    static final String ALGORITHM = "RS256";

    private static final int KEY_BITS = 2048;

    /** A waiter pairs his browser again with the address that each start prints. */
    static final Duration USUAL_LIFE = Duration.ofDays(30);

    private static final String PRIVATE = "token-key.json";
    private static final String PUBLIC = "token-keys.json";

    private final Path privateKey;
    private final Path publicKeys;
    private final RSAKey key;

    private TokenIssuer(Path privateKey, Path publicKeys, RSAKey key) {
        this.privateKey = privateKey;
        this.publicKeys = publicKeys;
        this.key = key;
    }

    /** The issuer of this data directory, made when there is none. */
    public static TokenIssuer of(Path dataDirectory) {
        Path file = dataDirectory.resolve(PRIVATE);
        Path published = dataDirectory.resolve(PUBLIC);
        try {
            RSAKey key = Files.exists(file) ? RSAKey.parse(Files.readString(file, StandardCharsets.UTF_8)) : make(file);
            Files.writeString(published, new JWKSet(key).toString(true) + "\n", StandardCharsets.UTF_8);
            return new TokenIssuer(file.toAbsolutePath(), published.toAbsolutePath(), key);
        } catch (IOException | ParseException | JOSEException unusable) {
            throw new Failure(
                    "The key that signs earpiece tokens, " + file
                            + ", cannot be used; move the file away to make a new one (devices are then paired anew).",
                    unusable);
        }
    }

    private static RSAKey make(Path file) throws JOSEException, IOException {
        RSAKey key = new RSAKeyGenerator(KEY_BITS)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.RS256)
                .keyIDFromThumbprint(true)
                .generate();
        DataDirectory.writePrivately(file, key.toJSONString() + "\n");
        return key;
    }

    /** The file with the key, for whoever pairs devices in this issuer's name. */
    Path privateKey() {
        return privateKey;
    }

    /** The JWK set a gateway verifies with; holds nothing secret. */
    Path publicKeys() {
        return publicKeys;
    }

    /** A token for the restaurant's usual device. */
    public String earpiece(String restaurantId) {
        return mint("earpiece-" + restaurantId, restaurantId, USUAL_LIFE);
    }

    /** A token that opens an earpiece's line. */
    public String mint(String deviceId, String restaurantId, Duration life) {
        return sign(claims(deviceId, restaurantId, life).audience(AUDIENCE).claim("scope", "earpiece"));
    }

    /** A token that opens screens and the API, as far as the role may. */
    public String mint(String subject, String restaurantId, String role, Duration life) {
        return sign(claims(subject, restaurantId, life).audience(SCREENS).claim("roles", List.of(role)));
    }

    private static JWTClaimsSet.Builder claims(String subject, String restaurantId, Duration life) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(NAME)
                .subject(subject)
                .claim("restaurant", restaurantId)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(life)));
    }

    private String sign(JWTClaimsSet.Builder claims) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(key.getKeyID())
                .type(JOSEObjectType.JWT)
                .build();
        SignedJWT token = new SignedJWT(header, claims.build());
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException unsigned) {
            throw new Failure("No token could be signed with the key in the data directory.", unsigned);
        }
        return token.serialize();
    }
}

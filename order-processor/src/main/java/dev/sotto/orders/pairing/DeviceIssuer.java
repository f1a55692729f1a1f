package dev.sotto.orders.pairing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs what a paired device shows. Whatever any node must know lies in the key they share: with secrets made of it codes
 * are kept as digests that nobody can try out who has only the database, and renewals need not be kept at all.
 */
public final class DeviceIssuer {

    private static final int SMALLEST_BITS = 2048;
    private static final String MAC = "HmacSHA256";
    private static final int LONGEST_RENEWAL = 600;

    private final PairingSettings settings;
    private final String screens;
    private final Clock clock;
    private final List<RSAKey> keys;
    private final List<SecretKeySpec> secrets = new ArrayList<>();

    private DeviceIssuer(PairingSettings settings, String screens, Clock clock, List<RSAKey> keys) {
        this.settings = settings;
        this.screens = screens;
        this.clock = clock;
        this.keys = keys;
        for (RSAKey key : keys) {
            byte[] exponent = key.getPrivateExponent().decode();
            secrets.add(new SecretKeySpec(sha256().digest(exponent), MAC));
        }
    }

    /** @param screens the audience of tokens for this service */
    public static DeviceIssuer of(PairingSettings settings, Path file, String screens, Clock clock) {
        try {
            List<RSAKey> keys = read(Files.readString(file, StandardCharsets.UTF_8));
            if (!keys.isEmpty()) {
                return new DeviceIssuer(settings, screens, clock, keys);
            }
        } catch (IOException | ParseException unusable) {
            throw new IllegalArgumentException("orders.pairing.key: the file " + file + " cannot be used.", unusable);
        }
        throw new IllegalArgumentException("orders.pairing.key: the file " + file
                + " holds no private RSA key of at least " + SMALLEST_BITS + " bits with a kid, as JWK.");
    }

    private static List<RSAKey> read(String text) throws ParseException {
        List<JWK> all = text.contains("\"keys\"") ? JWKSet.parse(text).getKeys() : List.of(JWK.parse(text));
        List<RSAKey> keys = new ArrayList<>();
        for (JWK each : all) {
            if (each instanceof RSAKey key
                    && key.getPrivateExponent() != null
                    && key.getKeyID() != null
                    && key.size() >= SMALLEST_BITS) {
                keys.add(key);
            }
        }
        return List.copyOf(keys);
    }

    public String name() {
        return settings.issuer();
    }

    /** What anybody may verify with. */
    public JWKSet publicKeys() {
        return new JWKSet(List.<JWK>copyOf(keys)).toPublicJWKSet();
    }

    /** A token for the device, good from now on. */
    String token(Grant grant) {
        Instant now = clock.instant();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(settings.issuer())
                .subject(grant.deviceId())
                .claim("restaurant", grant.restaurantId())
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(settings.tokenLife())));
        var role = grant.purpose().role();
        if (role == null) {
            claims.audience(settings.earpieceAudience()).claim("scope", "earpiece");
        } else {
            claims.audience(screens).claim("roles", List.of(role.word()));
        }
        return sign(claims.build());
    }

    private String sign(JWTClaimsSet claims) {
        RSAKey key = keys.getFirst();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(key.getKeyID())
                        .type(JOSEObjectType.JWT)
                        .build(),
                claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException unsigned) {
            throw new IllegalStateException("The key of orders.pairing.key cannot sign.", unsigned);
        }
        return token.serialize();
    }

    /** What is kept of a code. */
    String digest(String code) {
        return HexFormat.of().formatHex(mac(secrets.getFirst(), "code " + code));
    }

    /** With it the device renews its token; whoever counted further has been shown a newer one. */
    String renewal(String restaurantId, String deviceId, long generation) {
        String said = restaurantId + " " + deviceId + " " + generation;
        Base64.Encoder text = Base64.getUrlEncoder().withoutPadding();
        return text.encodeToString(said.getBytes(StandardCharsets.UTF_8)) + "."
                + text.encodeToString(mac(secrets.getFirst(), "renewal " + said));
    }

    /** A renewal that one of our keys wrote. */
    record Renewal(String restaurantId, String deviceId, long generation) {}

    /** Null for what none of our keys wrote. */
    @Nullable
    Renewal renewal(String shown) {
        String[] parts = shown.length() > LONGEST_RENEWAL ? new String[0] : shown.split("\\.", -1);
        if (parts.length != 2) {
            return null;
        }
        try {
            String said = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
            byte[] proof = Base64.getUrlDecoder().decode(parts[1]);
            boolean ours =
                    secrets.stream().anyMatch(secret -> MessageDigest.isEqual(proof, mac(secret, "renewal " + said)));
            String[] words = said.split(" ", -1);
            return ours && words.length == 3 ? new Renewal(words[0], words[1], Long.parseLong(words[2])) : null;
        } catch (IllegalArgumentException noRenewal) {
            return null;
        }
    }

    private static byte[] mac(SecretKeySpec secret, String text) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(secret);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException("every Java platform has " + MAC, impossible);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}

package dev.sotto.orders.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a forger shows instead of a token, with what he is told. */
final class ForgedTokens {

    /** @param because one of these: the keys are not read again for each that nobody heard of */
    record Attempt(String token, Set<Refusal> because) {}

    private final ScriptedProvider provider;
    private final RSAKey rsa;
    private final Map<String, Attempt> all = new LinkedHashMap<>();

    private ForgedTokens(ScriptedProvider provider) {
        this.provider = provider;
        try {
            this.rsa = new RSAKeyGenerator(2048).keyID("rsa-1").generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        provider.publish(rsa);
    }

    static Map<String, Attempt> against(ScriptedProvider provider) {
        ForgedTokens forged = new ForgedTokens(provider);
        forged.nonsense();
        forged.algorithms();
        forged.keys();
        forged.claims();
        return forged.all;
    }

    private JWTClaimsSet.Builder good() {
        return provider.claims("ada", "r1", "manager");
    }

    private JWSHeader.Builder with(JWSAlgorithm algorithm, String keyId) {
        return new JWSHeader.Builder(algorithm).keyID(keyId).type(JOSEObjectType.JWT);
    }

    private void add(String what, String token) {
        all.put(what, new Attempt(token, Set.of(Refusal.INVALID)));
    }

    private void unheardOf(String what, String token) {
        all.put(what, new Attempt(token, Set.of(Refusal.INVALID, Refusal.NOT_READY)));
    }

    private void nonsense() {
        String good = provider.sign(good());
        String[] parts = good.split("\\.", -1);
        add("no JWT", "something-else");
        add("two dots", "..");
        add("without its signature", parts[0] + "." + parts[1] + ".");
        add(
                "with another signature",
                parts[0] + "." + parts[1] + "." + provider.token("b", "r1").split("\\.", -1)[2]);
        add("with other claims", parts[0] + "." + encoded(parts[1]).replace("ada", "eve") + "." + parts[2]);
        add("too long", good + "a".repeat(9_000));
        add("with a part too many", good + "." + parts[2]);
    }

    private static String encoded(String part) {
        String said = new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(said.replace("\"ada\"", "\"eve\"").getBytes(StandardCharsets.UTF_8));
    }

    private void algorithms() {
        add("alg none", new PlainJWT(good().build()).serialize());
        byte[] publicKey = provider.key().toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        try {
            byte[] der = rsa.toRSAPublicKey().getEncoded();
            add("HS256 keyed with the public RSA key", hmac(der, "rsa-1"));
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        add("HS256 keyed with the public key as it is published", hmac(publicKey, "key-1"));
        add("a published key, an algorithm that is not allowed", sign(with(JWSAlgorithm.RS512, "rsa-1"), rsa));
        unheardOf("a curve's key named by an RSA algorithm", sign(with(JWSAlgorithm.RS256, "key-1"), rsa));
    }

    private String hmac(byte[] secret, String keyId) {
        return sign(with(JWSAlgorithm.HS256, keyId), new OctetSequenceKey.Builder(secret).build());
    }

    private String sign(JWSHeader.Builder header, com.nimbusds.jose.jwk.JWK key) {
        return ScriptedProvider.sign(header, good(), key);
    }

    private void keys() {
        ECKey own = ScriptedProvider.newKey("key-1");
        add("a forger's key under a good name", sign(provider.header(), own));
        unheardOf(
                "an unknown key", sign(with(JWSAlgorithm.ES256, "unheard-of"), ScriptedProvider.newKey("unheard-of")));
        add("no name of a key", sign(new JWSHeader.Builder(JWSAlgorithm.ES256), provider.key()));
        add("a key brought along", sign(provider.header().jwk(own.toPublicJWK()), own));
        add("an address of keys", sign(provider.header().jwkURL(URI.create("http://127.0.0.1:1/keys")), own));
        add(
                "a critical header nobody knows",
                sign(provider.header().criticalParams(Set.of("x")).customParam("x", true), provider.key()));
        add(
                "something else than a token",
                sign(provider.header().type(new JOSEObjectType("logout+jwt")), provider.key()));
    }

    private void claims() {
        Instant now = Instant.now();
        claim("another audience", good().audience("sotto-gateway"));
        claim("no audience", good().audience((String) null));
        claim("another issuer", good().issuer("https://evil.example"));
        claim("the issuer with a slash", good().issuer(provider.name() + "/"));
        claim("no issuer", good().issuer(null));
        claim("no subject", good().subject(null));
        claim("a subject with a line break", good().subject("ada\nroot"));
        claim("no end", good().expirationTime(null));
        claim("not yet", good().notBeforeTime(Date.from(now.plusSeconds(60))));
        claim("no restaurant", good().claim("restaurant", null));
        claim("a restaurant its issuer does not speak for", good().claim("restaurant", "r9"));
        claim("a restaurant with a path", good().claim("restaurant", "r1/../r2"));
        claim("a restaurant that is a number", good().claim("restaurant", 1));
        claim("restaurants in an object", good().claim("restaurant", Map.of("r1", List.of("manager"))));
        all.put(
                "one that has ended",
                new Attempt(
                        provider.sign(good().expirationTime(Date.from(now.minusSeconds(60)))),
                        Set.of(Refusal.EXPIRED)));
    }

    private void claim(String what, JWTClaimsSet.Builder claims) {
        add(what, provider.sign(claims));
    }
}

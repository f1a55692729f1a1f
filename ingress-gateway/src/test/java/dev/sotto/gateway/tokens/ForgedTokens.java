package dev.sotto.gateway.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What people try who have no token, or one that is not good any more: each attempt with the reason it fails for. */
public final class ForgedTokens {

    private final ScriptedIssuer issuer;
    private final ECKey strange = ScriptedIssuer.newKey("key-1");
    private final RSAKey rsa = ScriptedIssuer.newRsaKey("key-1", 2048);
    private final Map<String, Attempt> attempts = new LinkedHashMap<>();

    /** A token and why it must be refused. */
    public record Attempt(String token, Refusal because) {}

    private ForgedTokens(ScriptedIssuer issuer) {
        this.issuer = issuer;
    }

    /** All attempts against an issuer that signs with ES256 under key-1, by what they try. */
    public static Map<String, Attempt> against(ScriptedIssuer issuer) {
        ForgedTokens forged = new ForgedTokens(issuer);
        forged.withoutASignature();
        forged.withAnotherAlgorithm();
        forged.withAnotherKey();
        forged.tampered();
        forged.saidWrong();
        forged.noTokenAtAll();
        return forged.attempts;
    }

    private static JWTClaimsSet.Builder claims() {
        return ScriptedIssuer.claims("ear-1", "chez-test");
    }

    private static JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("key-1");
    }

    private void attempt(String what, Refusal because, String token) {
        attempts.put(what, new Attempt(token, because));
    }

    private static String raw(String header, String claims, String signature) {
        return encoded(header) + "." + encoded(claims) + "." + signature;
    }

    private static String encoded(String json) {
        return Base64URL.encode(json.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private void withoutASignature() {
        String claims = claims().build().toString();
        String genuine = issuer.sign(claims());
        attempt("alg none", Refusal.MALFORMED, raw("{\"alg\":\"none\",\"kid\":\"key-1\"}", claims, ""));
        attempt("alg None", Refusal.MALFORMED, raw("{\"alg\":\"None\",\"kid\":\"key-1\"}", claims, ""));
        attempt(
                "alg nOnE and a signature",
                Refusal.ALGORITHM,
                raw("{\"alg\":\"nOnE\",\"kid\":\"key-1\"}", claims, "AAAA"));
        attempt("signature cut off", Refusal.MALFORMED, genuine.substring(0, genuine.lastIndexOf('.') + 1));
        attempt("signature left out with its dot", Refusal.MALFORMED, genuine.substring(0, genuine.lastIndexOf('.')));
        attempt("signature of zeros", Refusal.SIGNATURE, head(genuine) + Base64URL.encode(new byte[64]));
        attempt(
                "signature in DER",
                Refusal.SIGNATURE,
                head(genuine) + Base64URL.encode(new byte[] {48, 6, 2, 1, 0, 2, 1, 0}));
        attempt("alg missing", Refusal.MALFORMED, raw("{\"kid\":\"key-1\"}", claims, "AAAA"));
    }

    private static String head(String token) {
        return token.substring(0, token.lastIndexOf('.') + 1);
    }

    private void withAnotherAlgorithm() {
        attempt(
                "HS256 with the public key's JSON",
                Refusal.ALGORITHM,
                mac(issuer.key().toPublicJWK().toJSONString()));
        attempt("HS256 with the published key set", Refusal.ALGORITHM, mac(issuer.keys()));
        attempt("HS256 with the public key in PEM", Refusal.ALGORITHM, mac(pem()));
        attempt("HS256 with an empty-looking secret", Refusal.ALGORITHM, mac(" ".repeat(32)));
        attempt(
                "RS256 by a key of the same name",
                Refusal.ALGORITHM,
                ScriptedIssuer.sign(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("key-1"), claims(), rsa));
        attempt(
                "PS256 by a key of the same name",
                Refusal.ALGORITHM,
                ScriptedIssuer.sign(new JWSHeader.Builder(JWSAlgorithm.PS256).keyID("key-1"), claims(), rsa));
        attempt(
                "ES512 named over an ES256 signature",
                Refusal.ALGORITHM,
                raw("{\"alg\":\"ES512\",\"kid\":\"key-1\"}", claims().build().toString(), "AAAA"));
    }

    private static String mac(String secret) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("key-1").build(), claims().build());
            token.sign(new MACSigner(secret.getBytes(StandardCharsets.UTF_8)));
            return token.serialize();
        } catch (JOSEException unsigned) {
            throw new IllegalStateException(unsigned);
        }
    }

    private String pem() {
        try {
            return java.util.Base64.getMimeEncoder()
                    .encodeToString(issuer.key().toECPublicKey().getEncoded());
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void withAnotherKey() {
        attempt(
                "a stranger's key under the right name",
                Refusal.SIGNATURE,
                ScriptedIssuer.sign(header(), claims(), strange));
        attempt(
                "a key in the header",
                Refusal.SIGNATURE,
                ScriptedIssuer.sign(header().jwk(strange.toPublicJWK()), claims(), strange));
        attempt(
                "an address of keys in the header",
                Refusal.SIGNATURE,
                ScriptedIssuer.sign(header().jwkURL(URI.create("http://127.0.0.1:1/keys")), claims(), strange));
        attempt(
                "a certificate's address in the header",
                Refusal.SIGNATURE,
                ScriptedIssuer.sign(header().x509CertURL(URI.create("http://127.0.0.1:1/cert")), claims(), strange));
        attempt("a name nobody has", Refusal.UNKNOWN_KEY, issuer.sign(header().keyID("key-2"), claims()));
        attempt("no name", Refusal.UNKNOWN_KEY, issuer.sign(new JWSHeader.Builder(JWSAlgorithm.ES256), claims()));
        attempt("a path for a name", Refusal.UNKNOWN_KEY, issuer.sign(header().keyID("../../../dev/null"), claims()));
        attempt("SQL for a name", Refusal.UNKNOWN_KEY, issuer.sign(header().keyID("x' or '1'='1"), claims()));
    }

    private void tampered() {
        String genuine = issuer.sign(claims());
        String[] part = genuine.split("\\.", -1);
        String other = claims().subject("ear-2").build().toString();
        attempt("other claims under the signature", Refusal.SIGNATURE, part[0] + "." + encoded(other) + "." + part[2]);
        attempt(
                "another restaurant",
                Refusal.SIGNATURE,
                part[0] + "."
                        + encoded(claims().claim("restaurant", "elsewhere")
                                .build()
                                .toString()) + "." + part[2]);
        char last = part[2].charAt(10) == 'A' ? 'B' : 'A';
        attempt(
                "one letter of the signature changed",
                Refusal.SIGNATURE,
                part[0] + "." + part[1] + "." + part[2].substring(0, 10) + last + part[2].substring(11));
        attempt(
                "halves of the signature exchanged",
                Refusal.SIGNATURE,
                part[0] + "." + part[1] + "." + part[2].substring(43) + part[2].substring(0, 43));
        attempt(
                "another header under the signature",
                Refusal.SIGNATURE,
                encoded("{\"kid\":\"key-1\",\"typ\":\"JWT\",\"alg\":\"ES256\",\"x\":1}") + "." + part[1] + "."
                        + part[2]);
        attempt(
                "a critical extension nobody knows",
                Refusal.MALFORMED,
                issuer.sign(header().criticalParams(Set.of("exp")).customParam("exp", 1), claims()));
    }

    private void saidWrong() {
        Date past = Date.from(Instant.now().minusSeconds(60));
        Date future = Date.from(Instant.now().plusSeconds(60));
        attempt("expired a minute ago", Refusal.EXPIRED, issuer.sign(claims().expirationTime(past)));
        attempt("never expires", Refusal.CLAIMS, issuer.sign(claims().expirationTime(null)));
        attempt("not valid before a minute from now", Refusal.NOT_YET, issuer.sign(claims().notBeforeTime(future)));
        attempt("made in the future", Refusal.NOT_YET, issuer.sign(claims().issueTime(future)));
        attempt("for another audience", Refusal.AUDIENCE, issuer.sign(claims().audience("kitchen")));
        attempt("for nobody", Refusal.AUDIENCE, issuer.sign(claims().audience(List.of())));
        attempt("by an unknown issuer", Refusal.UNKNOWN_ISSUER, issuer.sign(claims().issuer("https://issuer.test/")));
        attempt("by no issuer", Refusal.UNKNOWN_ISSUER, issuer.sign(claims().issuer(null)));
        attempt("without a device", Refusal.CLAIMS, issuer.sign(claims().subject(null)));
        attempt("a device named across lines", Refusal.CLAIMS, issuer.sign(claims().subject("ear\r\nX: y")));
        attempt("without an id", Refusal.CLAIMS, issuer.sign(claims().jwtID(null)));
        attempt("without a restaurant", Refusal.CLAIMS, issuer.sign(claims().claim("restaurant", null)));
        attempt("a list of restaurants", Refusal.CLAIMS, issuer.sign(claims().claim("restaurant", List.of("a", "b"))));
        attempt("the restaurant *", Refusal.CLAIMS, issuer.sign(claims().claim("restaurant", "*")));
        attempt("for a kitchen", Refusal.SCOPE, issuer.sign(claims().claim("scope", "kitchen earpieces")));
    }

    private void noTokenAtAll() {
        attempt("nothing", Refusal.MALFORMED, "");
        attempt("two dots", Refusal.MALFORMED, "..");
        attempt("random letters", Refusal.MALFORMED, "0123456789abcdef0123456789abcdef");
        attempt("an encrypted token", Refusal.MALFORMED, "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AAAA.AAAA.AAAA");
        attempt(
                "a header nested three hundred deep",
                Refusal.MALFORMED,
                raw("{\"alg\":" + "[".repeat(300) + "]".repeat(300) + "}", "{}", "AAAA"));
        attempt(
                "the algorithm named twice",
                Refusal.MALFORMED,
                raw("{\"alg\":\"none\",\"alg\":\"ES256\",\"kid\":\"key-1\"}", "{}", "AAAA"));
        attempt(
                "claims that are no object",
                Refusal.UNKNOWN_ISSUER,
                raw("{\"alg\":\"ES256\",\"kid\":\"key-1\"}", "[]", "AAAA"));
        attempt(
                "expiry that is no number",
                Refusal.MALFORMED,
                raw(
                        "{\"alg\":\"ES256\",\"kid\":\"key-1\"}",
                        "{\"iss\":\"" + ScriptedIssuer.NAME + "\",\"exp\":\"soon\"}",
                        "AAAA"));
        attempt("sixteen kilobytes", Refusal.TOO_LONG, issuer.sign(claims().claim("x", "y".repeat(16_000))));
    }
}

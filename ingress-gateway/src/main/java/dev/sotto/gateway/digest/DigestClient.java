package dev.sotto.gateway.digest;

import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One account's side of digest authentication. Whoever sits in between would like us to answer a weak challenge: the
 * strongest one offered is answered, and once a strong one was seen a weaker one never is. Not thread-safe.
 */
public final class DigestClient {

    /** Who asks: the server we talk to, or a proxy on the way (RFC 3261 §22.2, §22.3). */
    public enum Side {
        SERVER("WWW-Authenticate", "Authorization", "Authentication-Info"),
        PROXY("Proxy-Authenticate", "Proxy-Authorization", "Proxy-Authentication-Info");

        private final String challenge;
        private final String answer;
        private final String proof;

        Side(String challenge, String answer, String proof) {
            this.challenge = challenge;
            this.answer = answer;
            this.proof = proof;
        }

        public String challengeHeader() {
            return challenge;
        }

        public String answerHeader() {
            return answer;
        }

        public String proofHeader() {
            return proof;
        }
    }

    /** The request that is to be let through. */
    public record Asked(String method, String uri, String body) {}

    /** What we make of a challenge. */
    public sealed interface Verdict {

        /** @param stale only the nonce was too old: being asked again says nothing about the password */
        record Answer(String header, boolean stale) implements Verdict {}

        /** @param why in words an operator understands */
        record Refused(String why) implements Verdict {}
    }

    private record Nonce(Challenge challenge, String cnonce, int count) {

        Nonce again() {
            return new Nonce(challenge, cnonce, count + 1);
        }

        Digest digest() {
            return new Digest(
                    Objects.requireNonNull(challenge.algorithm()),
                    challenge.realm(),
                    challenge.nonce(),
                    challenge.opaque(),
                    challenge.protection(),
                    cnonce,
                    count);
        }
    }

    private final Supplier<String> randomToken;
    private final Map<Side, Nonce> nonces = new EnumMap<>(Side.class);
    private DigestAlgorithm weakest;
    private boolean counted;

    /** @param weakest the least that is ever answered, even at the first contact */
    public DigestClient(DigestAlgorithm weakest, Supplier<String> randomToken) {
        this.weakest = weakest;
        this.randomToken = randomToken;
    }

    /** Answers the strongest of the challenges of one response, or says why none of them may be answered. */
    public Verdict answer(Side side, List<String> challenges, Asked asked, Login login) {
        Challenge best = strongest(challenges);
        if (best == null || best.algorithm() == null) {
            return new Verdict.Refused("it asks for a proof that is none of MD5, SHA-256 or SHA-512-256 digest");
        }
        if (best.algorithm().isWeakerThan(weakest)) {
            return new Verdict.Refused("it offers only " + best.algorithm() + " where " + weakest
                    + " is the least: somebody may be in between");
        }
        if (counted && best.protection() == null) {
            return new Verdict.Refused("it no longer offers qop: somebody may be in between");
        }
        weakest = best.algorithm();
        counted |= best.protection() != null;
        Nonce known = nonces.get(side);
        int count = known != null && known.challenge().nonce().equals(best.nonce()) ? known.count() : 0;
        nonces.put(side, new Nonce(best, randomToken.get(), count));
        return new Verdict.Answer(next(side, asked, login), best.stale());
    }

    private static @Nullable Challenge strongest(List<String> challenges) {
        return challenges.stream()
                .map(Challenge::parse)
                .filter(Objects::nonNull)
                .filter(Challenge::isAnswerable)
                // Of equals the topmost is the one the server prefers.
                .reduce((one, other) -> strength(other) > strength(one) ? other : one)
                .orElse(null);
    }

    private static int strength(Challenge challenge) {
        return challenge.algorithm() == null ? 0 : challenge.algorithm().strength();
    }

    /** What answers before being asked, with the nonces that were last accepted. */
    public Map<Side, String> unasked(Asked asked, Login login) {
        Map<Side, String> proofs = new EnumMap<>(Side.class);
        nonces.keySet().forEach(side -> proofs.put(side, next(side, asked, login)));
        return proofs;
    }

    private String next(Side side, Asked asked, Login login) {
        Nonce counting = Objects.requireNonNull(nonces.get(side)).again();
        nonces.put(side, counting);
        return counting.digest().header(login, asked.method(), asked.uri(), asked.body());
    }

    /**
     * Whether the other end shows that it knows the password, when it says anything about it at all. A next nonce it
     * names is taken.
     */
    public boolean proves(Side side, @Nullable String proof, Asked asked, Login login) {
        Nonce used = nonces.get(side);
        if (proof == null || used == null || proof.length() > 4 * Challenge.LONGEST) {
            return true;
        }
        Map<String, String> fields = Challenge.fields(proof);
        String shown = fields.get("rspauth");
        if (shown != null) {
            String expected = used.digest().proofOfTheOther(login, asked.uri(), asked.body());
            if (!MessageDigest.isEqual(bytes(expected), bytes(shown))) {
                return false;
            }
        }
        String next = fields.get("nextnonce");
        if (next != null && !next.isEmpty() && next.length() <= Challenge.LONGEST) {
            nonces.put(side, new Nonce(used.challenge().withNonce(next), randomToken.get(), 0));
        }
        return true;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}

package dev.sotto.gateway.digest;

import dev.sotto.fuzz.Target;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A registrar's challenge. */
public final class ChallengeTarget implements Target {

    @Override
    public String name() {
        return "digest challenge";
    }

    @Override
    public List<byte[]> examples() {
        return Target.texts(
                "Digest realm=\"ex\\\"ample\", nonce=\"abc==\", algorithm=SHA-256, qop=\"auth,auth-int\", opaque=\"x\", stale=TRUE",
                "Digest realm=\"a\", nonce=\"b\"",
                "digest nonce=\"1, 2\", realm=unquoted , algorithm=MD5-sess");
    }

    @Override
    public void parse(byte[] input) {
        Challenge challenge = Challenge.parse(new String(input, StandardCharsets.UTF_8));
        if (challenge != null) {
            challenge.isAnswerable();
        }
    }
}

package dev.sotto.gateway.tokens;

/** What became of a token that was shown. */
public sealed interface Verdict {

    record Accepted(VerifiedToken token) implements Verdict {}

    record Refused(Refusal reason) implements Verdict {}
}

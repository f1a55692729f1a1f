package dev.sotto.gateway.registration;

import dev.sotto.gateway.digest.DigestClient;
import dev.sotto.gateway.digest.DigestClient.Asked;
import dev.sotto.gateway.digest.DigestClient.Side;
import dev.sotto.gateway.digest.DigestClient.Verdict;
import dev.sotto.gateway.digest.Login;
import dev.sotto.gateway.sip.Authentication;
import dev.sotto.gateway.sip.message.CSeq;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Proves that a call of ours comes from the account it says. */
record AccountProof(Account account, DigestClient digest, Login login) implements Authentication {

    private static final Logger log = LoggerFactory.getLogger(AccountProof.class);

    @Override
    public @Nullable SipRequest answered(SipRequest refused, SipResponse challenge) {
        Side side = challenge.status() == 401 ? Side.SERVER : Side.PROXY;
        Asked asked = new Asked(refused.method(), refused.uri().toString(), refused.body());
        return switch (digest.answer(side, challenge.headers().all(side.challengeHeader()), asked, login)) {
            case Verdict.Refused(String why) -> {
                log.warn("A call through account {} is not proved: {}", account.key(), why);
                yield null;
            }
            case Verdict.Answer(String proof, boolean _) -> again(refused, side.answerHeader(), proof);
        };
    }

    private static SipRequest again(SipRequest refused, String header, String proof) {
        CSeq next = new CSeq(refused.cseq().number() + 1, refused.method());
        return new SipRequest(
                refused.method(),
                refused.uri(),
                refused.headers().without(header).and(header, proof),
                refused.via(),
                refused.from(),
                refused.to(),
                refused.callId(),
                next,
                refused.body());
    }
}

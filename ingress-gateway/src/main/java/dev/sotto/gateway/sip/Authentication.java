package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import org.jspecify.annotations.Nullable;

/** Knows the secrets of those who ask us who we are. */
public interface Authentication {

    Authentication NONE = (refused, challenge) -> null;

    /**
     * What to send instead of the request that 401 or 407 refused: the same with credentials and a higher CSeq; null
     * to take the refusal as final.
     */
    @Nullable
    SipRequest answered(SipRequest refused, SipResponse challenge);
}

package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.CSeq;
import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.NameAddress;
import dev.sotto.gateway.sip.message.Parsed;
import dev.sotto.gateway.sip.message.SipMessage;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import dev.sotto.gateway.sip.message.Via;
import dev.sotto.gateway.sip.transport.Hop;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells the sender of an unreadable request what was wrong with it, when the way back at least is readable. */
final class MalformedAnswer {

    private MalformedAnswer() {}

    static @Nullable SipMessage to(Parsed.Malformed malformed, Hop source, String tag) {
        Headers echo = malformed.echo();
        try {
            String topmost = echo.first("Via");
            String from = echo.first("From");
            String to = echo.first("To");
            String callId = echo.first("Call-ID");
            String cseq = echo.first("CSeq");
            if (topmost == null || from == null || to == null || callId == null || cseq == null) {
                return null;
            }
            NameAddress addressee = NameAddress.parse(to);
            return new SipResponse(
                    malformed.answer().code(),
                    malformed.answer().reason() + " (" + malformed.why() + ")",
                    echo.only(Set.of("Via")),
                    Via.parse(topmost).seenFrom(source.address()),
                    NameAddress.parse(from),
                    addressee.tag() == null ? addressee.withTag(tag) : addressee,
                    callId,
                    CSeq.parse(cseq),
                    "");
        } catch (SipSyntaxException unreadable) {
            return null;
        }
    }
}

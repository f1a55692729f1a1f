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
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells the sender of an unreadable request what was wrong with it, when the way back at least is readable. Whom it is
 * from and to goes back as it came, readable or not: the sender knows his request by it (RFC 3261 §8.2.6.2).
 */
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
            return new SipResponse(
                    malformed.answer().code(),
                    malformed.answer().reason() + " (" + malformed.why() + ")",
                    echo.only(Set.of("Via")),
                    Via.parse(topmost).seenFrom(source.address()),
                    asItCame(from),
                    tagged(asItCame(to), to, tag),
                    callId,
                    CSeq.parse(cseq),
                    "");
        } catch (SipSyntaxException unreadable) {
            return null;
        }
    }

    private static NameAddress asItCame(String address) {
        try {
            return NameAddress.parse(address);
        } catch (SipSyntaxException unreadable) {
            return NameAddress.unread(address);
        }
    }

    private static NameAddress tagged(NameAddress address, String written, String tag) {
        boolean hasOne =
                address.tag() != null || written.toLowerCase(Locale.ROOT).contains("tag=");
        return hasOne ? address : address.withTag(tag);
    }
}

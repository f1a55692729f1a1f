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
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells the sender of an unreadable request what was wrong with it, when the way back at least is readable. Whom it is
 * from and to, its Call-ID and its CSeq go back as they came, readable or not, and what is missing stays missing: the
 * sender knows his request by them (RFC 3261 §8.2.6.2). Without a readable way back there is no answer.
 */
final class MalformedAnswer {

    private MalformedAnswer() {}

    static @Nullable SipMessage to(Parsed.Malformed malformed, Hop source, String tag) {
        Headers echo = malformed.echo();
        try {
            String topmost = echo.first("Via");
            if (topmost == null) {
                return null;
            }
            String to = said(echo, "To");
            return new SipResponse(
                    malformed.answer().code(),
                    malformed.answer().reason() + " (" + malformed.why() + ")",
                    echo.only(Set.of("Via")),
                    Via.parse(topmost).seenFrom(source.address()),
                    asItCame(said(echo, "From")),
                    echo.has("To") ? tagged(asItCame(to), to, tag) : asItCame(to),
                    said(echo, "Call-ID"),
                    sequence(said(echo, "CSeq")),
                    "");
        } catch (SipSyntaxException unreadable) {
            return null;
        }
    }

    private static String said(Headers echo, String name) {
        return Objects.requireNonNullElse(echo.first(name), "");
    }

    private static CSeq sequence(String written) {
        try {
            return CSeq.parse(written);
        } catch (SipSyntaxException unreadable) {
            return CSeq.unread(written);
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

package dev.sotto.gateway.sip.message;

import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The headers without which nothing can be matched or answered, and the ones that would mislead us if malformed. */
final class MandatoryHeaders {

    /** RFC 3261 §20.22: 0 to 255. */
    private static final int MAX_MAX_FORWARDS = 255;

    /** A message that went by more elements than the usual Max-Forwards went in circles. */
    private static final int MAX_VIAS = 70;

    private @Nullable Via via;
    private @Nullable NameAddress from;
    private @Nullable NameAddress to;
    private @Nullable String callId;
    private @Nullable CSeq cseq;
    private int vias;
    private boolean maxForwardsSeen;
    private boolean typeSeen;
    private long contentLength = -1;

    static MandatoryHeaders parse(Headers headers) throws SipSyntaxException {
        MandatoryHeaders typed = new MandatoryHeaders();
        for (int i = 0; i < headers.size(); i++) {
            typed.read(headers, i);
        }
        return typed;
    }

    /** −1 when there is none. */
    static int contentLength(Headers headers) throws SipSyntaxException {
        MandatoryHeaders typed = new MandatoryHeaders();
        for (int i = 0; i < headers.size(); i++) {
            if (headers.name(i).equals("Content-Length")) {
                typed.read(headers, i);
            }
        }
        return (int) typed.contentLength;
    }

    private void read(Headers headers, int index) throws SipSyntaxException {
        switch (headers.name(index)) {
            case "Via" -> vias(headers.cursor(index));
            case "From" -> {
                refuseSecond(from != null, "From");
                from = NameAddress.only(headers.cursor(index));
            }
            case "To" -> {
                refuseSecond(to != null, "To");
                to = NameAddress.only(headers.cursor(index));
            }
            case "Call-ID" -> {
                refuseSecond(callId != null, "Call-ID");
                callId = callId(headers.value(index));
            }
            case "CSeq" -> {
                refuseSecond(cseq != null, "CSeq");
                cseq = CSeq.parse(headers.cursor(index));
            }
            case "Content-Length" -> {
                refuseSecond(contentLength >= 0, "Content-Length");
                contentLength = headers.cursor(index).onlyNumber(Integer.MAX_VALUE, "Content-Length");
                if (contentLength > SipParser.MAX_MESSAGE_BYTES) {
                    throw new SipSyntaxException(Status.MESSAGE_TOO_LARGE, "the body is too long");
                }
            }
            case "Content-Type" -> {
                refuseSecond(typeSeen, "Content-Type");
                typeSeen = true;
            }
            case "Max-Forwards" -> {
                refuseSecond(maxForwardsSeen, "Max-Forwards");
                maxForwardsSeen = true;
                headers.cursor(index).onlyNumber(MAX_MAX_FORWARDS, "Max-Forwards");
            }
            case "Contact" -> contacts(headers.cursor(index));
            case "Route", "Record-Route" -> addresses(headers.cursor(index));
            case "Date" -> date(headers.value(index));
            default -> {}
        }
    }

    /** RFC 3261 §20: twice means that two readers may disagree about the message. */
    private static void refuseSecond(boolean seen, String name) throws SipSyntaxException {
        if (seen) {
            throw new SipSyntaxException(name + " is given twice");
        }
    }

    private void vias(Cursor in) throws SipSyntaxException {
        do {
            Via hop = Via.next(in);
            via = via == null ? hop : via;
            if (++vias > MAX_VIAS) {
                throw new SipSyntaxException(Status.TOO_MANY_HOPS, "it went by more than " + MAX_VIAS + " elements");
            }
        } while (in.take(','));
    }

    private static String callId(String value) throws SipSyntaxException {
        if (value.isEmpty() || value.indexOf(' ') >= 0 || value.indexOf('\t') >= 0) {
            throw new SipSyntaxException("Call-ID is empty or has spaces");
        }
        return value;
    }

    private static void contacts(Cursor in) throws SipSyntaxException {
        Cursor star = new Cursor(in.bytes, in.at, in.end);
        if (!star.skipSpace().take('*') || !star.skipSpace().atEnd()) {
            addresses(in);
        }
    }

    private static void addresses(Cursor in) throws SipSyntaxException {
        do {
            NameAddress.next(in);
        } while (in.take(','));
    }

    private static void date(String date) throws SipSyntaxException {
        try {
            DateTimeFormatter.RFC_1123_DATE_TIME.parse(date);
        } catch (DateTimeException unreadable) {
            throw new SipSyntaxException("Date is not a date in GMT");
        }
        if (!date.endsWith("GMT")) {
            throw new SipSyntaxException("Date is not a date in GMT");
        }
    }

    private static <T> T required(@Nullable T value, String name) throws SipSyntaxException {
        if (value == null) {
            throw new SipSyntaxException(name + " is missing");
        }
        return value;
    }

    Via via() throws SipSyntaxException {
        return required(via, "Via");
    }

    NameAddress from() throws SipSyntaxException {
        return required(from, "From");
    }

    NameAddress to() throws SipSyntaxException {
        return required(to, "To");
    }

    String callId() throws SipSyntaxException {
        return required(callId, "Call-ID");
    }

    CSeq cseq() throws SipSyntaxException {
        return required(cseq, "CSeq");
    }

    /** −1 when none is given. */
    long contentLength() {
        return contentLength;
    }
}

package dev.sotto.gateway.sip;

import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The headers without which nothing can be matched or answered, and the ones that would mislead us if malformed. */
record MandatoryHeaders(Via via, NameAddress from, NameAddress to, String callId, CSeq cseq) {

    /** RFC 3261 §20.22: 0 to 255. */
    private static final int MAX_MAX_FORWARDS = 255;

    static MandatoryHeaders parse(Headers headers) throws SipSyntaxException {
        List<String> vias = HeaderText.splitAtCommas(required(headers, "Via"));
        for (String value : headers.all("Via")) {
            for (String via : HeaderText.splitAtCommas(value)) {
                Via.parse(via);
            }
        }
        String callId = required(headers, "Call-ID");
        if (HeaderText.words(callId).size() != 1) {
            throw new SipSyntaxException("Call-ID is empty or has spaces");
        }
        MandatoryHeaders typed = new MandatoryHeaders(
                Via.parse(vias.getFirst()),
                NameAddress.parse(required(headers, "From")),
                NameAddress.parse(required(headers, "To")),
                callId,
                CSeq.parse(required(headers, "CSeq")));
        checkOthers(headers);
        return typed;
    }

    private static String required(Headers headers, String name) throws SipSyntaxException {
        String value = headers.first(name);
        if (value == null) {
            throw new SipSyntaxException(name + " is missing");
        }
        return value;
    }

    private static void checkOthers(Headers headers) throws SipSyntaxException {
        String maxForwards = headers.first("Max-Forwards");
        if (maxForwards != null) {
            HeaderText.number(maxForwards, MAX_MAX_FORWARDS, "Max-Forwards");
        }
        List<String> contacts = headers.all("Contact");
        if (!contacts.equals(List.of("*"))) {
            NameAddress.parseAll(contacts);
        }
        NameAddress.parseAll(headers.all("Record-Route"));
        NameAddress.parseAll(headers.all("Route"));
        String date = headers.first("Date");
        if (date != null) {
            checkDate(date);
        }
    }

    private static void checkDate(String date) throws SipSyntaxException {
        try {
            DateTimeFormatter.RFC_1123_DATE_TIME.parse(date);
        } catch (DateTimeException unreadable) {
            throw new SipSyntaxException("Date is not a date in GMT");
        }
        if (!date.endsWith("GMT")) {
            throw new SipSyntaxException("Date is not a date in GMT");
        }
    }
}

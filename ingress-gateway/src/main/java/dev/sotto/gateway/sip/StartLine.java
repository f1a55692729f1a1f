package dev.sotto.gateway.sip;

import java.util.List;

/** The first line of a message: exactly two single spaces in a request, a three-digit code in a response. */
final class StartLine {

    private static final String VERSION = "SIP/2.0";

    private StartLine() {}

    static SipRequest request(String line, Headers headers, MandatoryHeaders typed, String body)
            throws SipSyntaxException {
        List<String> parts = List.of(line.split(" ", -1));
        if (parts.size() < 3) {
            throw new SipSyntaxException("the request line is not a method, an address and a version");
        }
        String version = parts.getLast();
        if (parts.size() == 3 && version.startsWith("SIP/") && !version.equalsIgnoreCase(VERSION)) {
            throw new SipSyntaxException(Status.VERSION_NOT_SUPPORTED, "the version is not SIP/2.0");
        }
        if (parts.size() != 3 || !version.equalsIgnoreCase(VERSION) || !HeaderText.isToken(parts.getFirst())) {
            throw new SipSyntaxException("the request line has extra spaces or is malformed");
        }
        String method = parts.getFirst();
        if (!typed.cseq().method().equals(method)) {
            throw new SipSyntaxException("CSeq names another method than the request line");
        }
        SipUri uri = SipUri.parse(parts.get(1));
        if (uri.hasHeaders()) {
            throw new SipSyntaxException("the request address carries headers");
        }
        return new SipRequest(
                method, uri, headers, typed.via(), typed.from(), typed.to(), typed.callId(), typed.cseq(), body);
    }

    static SipResponse response(String line, Headers headers, MandatoryHeaders typed, String body)
            throws SipSyntaxException {
        boolean shaped = line.length() >= 12 && line.startsWith(VERSION + " ") && line.charAt(11) == ' ';
        if (!shaped) {
            throw new SipSyntaxException("the status line is malformed");
        }
        int status = (int) HeaderText.number(line.substring(8, 11), 699, "the status code");
        if (status < 100) {
            throw new SipSyntaxException("the status code is below 100");
        }
        return new SipResponse(
                status,
                line.substring(12),
                headers,
                typed.via(),
                typed.from(),
                typed.to(),
                typed.callId(),
                typed.cseq(),
                body);
    }
}

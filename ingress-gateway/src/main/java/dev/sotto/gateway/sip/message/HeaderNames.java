package dev.sotto.gateway.sip.message;

/** Header names as we write them, whatever their case and form on the wire. */
final class HeaderNames {

    private static final Words FULL = new Words(
            true,
            "Accept",
            "Accept-Encoding",
            "Accept-Language",
            "Alert-Info",
            "Allow",
            "Allow-Events",
            "Authorization",
            "Call-ID",
            "Contact",
            "Content-Disposition",
            "Content-Encoding",
            "Content-Length",
            "Content-Type",
            "CSeq",
            "Date",
            "Diversion",
            "Expires",
            "From",
            "Max-Forwards",
            "Min-Expires",
            "Min-SE",
            "Organization",
            "P-Asserted-Identity",
            "Path",
            "Privacy",
            "Proxy-Authenticate",
            "Proxy-Authorization",
            "Proxy-Require",
            "RAck",
            "Reason",
            "Record-Route",
            "Refer-To",
            "Referred-By",
            "Replaces",
            "Require",
            "Retry-After",
            "Route",
            "RSeq",
            "Server",
            "Session-Expires",
            "Subject",
            "Supported",
            "Timestamp",
            "To",
            "Unsupported",
            "User-Agent",
            "Via",
            "Warning",
            "WWW-Authenticate");

    private HeaderNames() {}

    static String of(byte[] bytes, int from, int to) {
        if (to - from > 1) {
            return FULL.word(bytes, from, to);
        }
        return switch (bytes[from] | 0x20) {
            case 'a' -> "Accept-Contact";
            case 'b' -> "Referred-By";
            case 'c' -> "Content-Type";
            case 'd' -> "Request-Disposition";
            case 'e' -> "Content-Encoding";
            case 'f' -> "From";
            case 'i' -> "Call-ID";
            case 'j' -> "Reject-Contact";
            case 'k' -> "Supported";
            case 'l' -> "Content-Length";
            case 'm' -> "Contact";
            case 'o' -> "Event";
            case 'r' -> "Refer-To";
            case 's' -> "Subject";
            case 't' -> "To";
            case 'u' -> "Allow-Events";
            case 'v' -> "Via";
            case 'x' -> "Session-Expires";
            case 'y' -> "Identity";
            default -> FULL.word(bytes, from, to);
        };
    }
}

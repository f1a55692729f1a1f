package dev.sotto.load.phone;

import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@code sip:} address and where its datagrams go. */
record SipAddress(String uri, String user, String host, int port) {
    private static final int DEFAULT_PORT = 5060;
    private static final Pattern URI =
            Pattern.compile("sip:(?:([^@;?<>\\s]+)@)?(\\[[0-9a-fA-F:]+]|[\\w.-]+)(?::(\\d{1,5}))?([;?][^<>\\s]*)?");

    static SipAddress parse(String uri) {
        Matcher matcher = URI.matcher(uri.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + uri + "' is no address to call; one looks like sip:+33123456789@127.0.0.1:5060");
        }
        String port = matcher.group(3);
        String user = matcher.group(1);
        return new SipAddress(
                uri.strip(),
                user == null ? "" : user,
                matcher.group(2),
                port == null ? DEFAULT_PORT : Integer.parseInt(port));
    }

    /** Of a {@code Contact}, {@code Route} or {@code To}: the address between the angle brackets, or all of it. */
    static SipAddress inside(String nameAddress) {
        int open = nameAddress.indexOf('<');
        int close = nameAddress.indexOf('>', open + 1);
        String uri = open >= 0 && close > open
                ? nameAddress.substring(open + 1, close)
                : nameAddress.split(";", 2)[0];
        try {
            return parse(uri);
        } catch (IllegalArgumentException notSip) {
            throw new MalformedSip("'" + nameAddress + "' holds no sip: address");
        }
    }

    boolean looseRouting() {
        return (uri + ";").contains(";lr;") || uri.contains(";lr=");
    }

    InetSocketAddress target() {
        InetSocketAddress target = new InetSocketAddress(host, port);
        if (target.isUnresolved()) {
            throw new IllegalArgumentException("The host '" + host + "' of " + uri + " is not known.");
        }
        return target;
    }
}

package dev.sotto.gateway.sip.message;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The hop a request came by, which is the way its answer goes back (RFC 3261 §18.2, RFC 3581). */
public final class Via {

    /** Of a request that has not been sent yet: whoever sends it fills in the hop. */
    public static final Via UNSENT = of("UDP", "invalid", -1, Parameters.NONE);

    public static final String MAGIC_COOKIE = "z9hG4bK";

    private static final Words TRANSPORTS = new Words(true, "UDP", "TCP", "TLS", "SCTP", "WS", "WSS");

    private final String transport;
    private final byte[] bytes;
    private final int hostStart;
    private final int hostEnd;
    private final int port;
    private final Parameters parameters;

    private Via(String transport, byte[] bytes, int hostStart, int hostEnd, int port, Parameters parameters) {
        this.transport = transport;
        this.bytes = bytes;
        this.hostStart = hostStart;
        this.hostEnd = hostEnd;
        this.port = port;
        this.parameters = parameters;
    }

    /** A hop of our own; the port −1 is not written. */
    public static Via of(String transport, String host, int port, Parameters parameters) {
        byte[] bytes = host.getBytes(StandardCharsets.UTF_8);
        return new Via(transport, bytes, 0, bytes.length, port, parameters);
    }

    public static Via parse(String text) throws SipSyntaxException {
        return next(Cursor.over(text));
    }

    /** Reads a hop up to the comma behind it, or to the end. */
    static Via next(Cursor in) throws SipSyntaxException {
        if (!in.skipSpace().take("SIP") || !slash(in) || !in.skipSpace().take("2.0") || !slash(in)) {
            throw new SipSyntaxException("Via is not SIP/2.0");
        }
        int transport = in.skipSpace().at;
        int transportEnd = in.skipToken();
        if (transport == transportEnd) {
            throw new SipSyntaxException("Via names no transport");
        }
        if (in.skipSpace().at == transportEnd) {
            throw new SipSyntaxException("Via names no host");
        }
        int hostStart = SipUri.host(in);
        int hostEnd = in.at - (in.bytes[hostStart - 1] == '[' ? 1 : 0);
        int port = in.port();
        String name = TRANSPORTS.word(in.bytes, transport, transportEnd);
        Via via = new Via(name, in.bytes, hostStart, hostEnd, port, Parameters.parse(in));
        if (!in.skipSpace().atEnd() && !in.isAt(',')) {
            throw new SipSyntaxException("something other than parameters follows the host of Via");
        }
        return via;
    }

    private static boolean slash(Cursor in) {
        return in.skipSpace().take('/');
    }

    /** In upper case. */
    public String transport() {
        return transport.toUpperCase(Locale.ROOT);
    }

    /** As written, an IPv6 address without its brackets. */
    public String host() {
        return new String(bytes, hostStart, hostEnd - hostStart, StandardCharsets.UTF_8);
    }

    /** −1 when none is given. */
    public int port() {
        return port;
    }

    public Parameters parameters() {
        return parameters;
    }

    public String branch() {
        return parameters.getOrEmpty("branch");
    }

    /** RFC 3261 §8.1.1.7: an older element's branch says nothing. */
    public boolean hasUniqueBranch() {
        String branch = branch();
        return branch.startsWith(MAGIC_COOKIE) && branch.length() > MAGIC_COOKIE.length();
    }

    /** Marked with where the request really came from: a phone behind NAT does not know its own address. */
    public Via seenFrom(InetSocketAddress source) {
        String address = withoutZone(source.getAddress().getHostAddress());
        if (parameters.has("rport")) {
            return with("rport", Integer.toString(source.getPort())).with("received", address);
        }
        return isHost(source.getAddress()) ? this : with("received", address);
    }

    private Via with(String name, String value) {
        return new Via(transport, bytes, hostStart, hostEnd, port, parameters.with(name, value));
    }

    /** An IPv6 address can be written in many ways. */
    private boolean isHost(InetAddress address) {
        String host = host();
        try {
            return host.indexOf(':') < 0
                    ? host.equals(address.getHostAddress())
                    : InetAddress.ofLiteral(host).equals(address);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static String withoutZone(String address) {
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Via via && via.toString().equals(toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        String host = host();
        String shown = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return "SIP/2.0/" + transport() + " " + shown + (port < 0 ? "" : ":" + port) + parameters;
    }
}

package dev.sotto.gateway.sip;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;

/** The hop a request came by, which is the way its answer goes back (RFC 3261 §18.2, RFC 3581). */
public record Via(String transport, String host, int port, Parameters parameters) {

    static final String MAGIC_COOKIE = "z9hG4bK";
    static final int DEFAULT_PORT = 5060;

    static Via parse(String text) throws SipSyntaxException {
        List<String> parts = HeaderText.split(text, ';');
        String sentProtocol = parts.getFirst().strip();
        int second = sentProtocol.indexOf('/', sentProtocol.indexOf('/') + 1);
        if (second < 0) {
            throw new SipSyntaxException("Via names no protocol");
        }
        String protocol = sentProtocol.substring(0, second).replaceAll("\\s", "");
        if (!protocol.equalsIgnoreCase("SIP/2.0")) {
            throw new SipSyntaxException("Via is not SIP/2.0");
        }
        String rest = sentProtocol.substring(second + 1).strip();
        int space = 0;
        while (space < rest.length() && !HeaderText.isSpace(rest.charAt(space))) {
            space++;
        }
        String transport = rest.substring(0, space);
        if (!HeaderText.isToken(transport)) {
            throw new SipSyntaxException("Via names no transport");
        }
        HostPort sentBy = HostPort.parse(rest.substring(space));
        return new Via(
                transport.toUpperCase(Locale.ROOT),
                sentBy.host(),
                sentBy.port(),
                Parameters.parse(parts.subList(1, parts.size())));
    }

    String branch() {
        return parameters.getOrEmpty("branch");
    }

    /** Marked with where the request really came from: a phone behind NAT does not know its own address. */
    Via seenFrom(InetSocketAddress source) {
        String address = source.getAddress().getHostAddress();
        Parameters marked = parameters;
        if (marked.has("rport")) {
            marked = marked.with("rport", Integer.toString(source.getPort())).with("received", address);
        } else if (!host.equals(address)) {
            marked = marked.with("received", address);
        }
        return new Via(transport, host, port, marked);
    }

    /** Where the answer goes: back to the source address; to its port when asked for, else to the one it named. */
    InetSocketAddress answerTo(InetSocketAddress source) {
        if (parameters.has("rport")) {
            return source;
        }
        return new InetSocketAddress(source.getAddress(), port < 0 ? DEFAULT_PORT : port);
    }

    @Override
    public String toString() {
        String shown = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return "SIP/2.0/" + transport + " " + shown + (port < 0 ? "" : ":" + port) + parameters;
    }
}

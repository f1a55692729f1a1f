package dev.sotto.gateway.registration;

import dev.sotto.gateway.sip.locate.Target;
import dev.sotto.gateway.sip.transport.Protocol;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A registrar or a proxy as it is written down: a host (IPv6 without brackets), what carries messages, and a port, −1
 * where the domain is to say it.
 */
record Server(String host, int port, Protocol protocol) {

    private static final Pattern WRITTEN = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::([0-9]{1,5}))?");
    private static final int HIGHEST_PORT = 65_535;
    private static final int UNWRITTEN = -1;

    /** Reads {@code host} or {@code host:port}. */
    static Server parse(String written, Protocol protocol) {
        Matcher parts = WRITTEN.matcher(written);
        if (!parts.matches()) {
            throw new IllegalArgumentException("\"" + written + "\" is not a host or host:port");
        }
        int port = parts.group(2) == null ? UNWRITTEN : Integer.parseInt(parts.group(2));
        if (port == 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("\"" + written + "\" names no port");
        }
        return new Server(parts.group(1).replaceAll("[\\[\\]]", ""), port, protocol);
    }

    Target target() {
        return new Target(host, port, protocol);
    }

    /** As it stands in an address. */
    String hostPort() {
        String written = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return port == UNWRITTEN ? written : written + ":" + port;
    }

    @Override
    public String toString() {
        return hostPort();
    }
}

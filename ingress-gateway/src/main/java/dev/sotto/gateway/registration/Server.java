package dev.sotto.gateway.registration;

import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.Protocol;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A registrar or a proxy as it is written down: a host (IPv6 without brackets), a port, and what carries messages. */
record Server(String host, int port, Protocol protocol) {

    private static final Pattern WRITTEN = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::([0-9]{1,5}))?");
    private static final int HIGHEST_PORT = 65_535;

    /** Reads {@code host} or {@code host:port}. */
    static Server parse(String written, Protocol protocol) {
        Matcher parts = WRITTEN.matcher(written);
        if (!parts.matches()) {
            throw new IllegalArgumentException("\"" + written + "\" is not a host or host:port");
        }
        int port = parts.group(2) == null ? protocol.defaultPort() : Integer.parseInt(parts.group(2));
        if (port < 1 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("\"" + written + "\" names no port");
        }
        return new Server(parts.group(1).replaceAll("[\\[\\]]", ""), port, protocol);
    }

    /** Looks the name up, off the event loop and anew each time: an address may move. Fails with a sentence. */
    Mono<Hop> find() {
        return Mono.fromCallable(() -> InetAddress.getByName(host))
                .subscribeOn(Schedulers.boundedElastic())
                .map(address -> new Hop(protocol, new InetSocketAddress(address, port)))
                .onErrorMap(
                        UnknownHostException.class,
                        unknown -> new IllegalStateException("there is no address for " + host, unknown));
    }

    /** As it stands in an address. */
    String hostPort() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    @Override
    public String toString() {
        return hostPort();
    }
}

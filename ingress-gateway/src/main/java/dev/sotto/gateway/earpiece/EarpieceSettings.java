package dev.sotto.gateway.earpiece;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The earpiece side, under {@code gateway.earpiece}.
 *
 * @param connections lines open at once; an idle one is measured below 20 KiB, so the default holds less than 240 MiB
 * @param handshake the time a connection has to say its first request: slow radio networks need a few seconds
 * @param origins web sites whose pages may connect besides our own, such as {@code https://tools.example}
 * @param pairing the order processor's address, such as {@code https://orders.example}, where a new earpiece is paired and
 *     its token renewed; absent where tokens are handed out otherwise
 */
public record EarpieceSettings(
        @DefaultValue("12000") int connections,
        @DefaultValue("10s") Duration handshake,
        @DefaultValue Set<String> origins,
        @Nullable String pairing) {

    public EarpieceSettings {
        origins = Set.copyOf(origins);
        if (connections < 1) {
            throw new IllegalArgumentException(
                    "gateway.earpiece.connections is " + connections + ": a gateway holds at least one line.");
        }
        if (handshake.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(
                    "gateway.earpiece.handshake is " + handshake + ": nobody shakes hands within less than a second.");
        }
        origins.forEach(origin -> checkOrigin("origins", origin));
        if (pairing != null) {
            checkOrigin("pairing", pairing);
        }
    }

    private static void checkOrigin(String setting, String origin) {
        URI uri = URI.create(origin);
        if (uri.getScheme() == null || uri.getHost() == null || !"".equals(uri.getPath())) {
            throw new IllegalArgumentException("gateway.earpiece." + setting + " holds " + origin
                    + ", which is no origin: write https://host or https://host:port.");
        }
    }
}

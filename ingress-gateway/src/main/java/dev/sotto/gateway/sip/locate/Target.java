package dev.sotto.gateway.sip.locate;

import dev.sotto.gateway.sip.transport.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Who is to be found.
 *
 * @param host a name, or an address (IPv6 without brackets)
 * @param port −1 when none is named, so that the domain may say it
 * @param protocol null when none is named, so that the domain may say it
 */
public record Target(String host, int port, @Nullable Protocol protocol) {

    private static final int UNNAMED = -1;

    boolean namesPort() {
        return port > UNNAMED;
    }
}

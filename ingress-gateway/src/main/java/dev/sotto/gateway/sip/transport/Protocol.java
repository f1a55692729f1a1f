package dev.sotto.gateway.sip.transport;

import dev.sotto.gateway.sip.message.SipUri;
import org.jspecify.annotations.Nullable;

/** What carries a message; the name is the one Via shows. */
public enum Protocol {
    UDP(5060),
    TCP(5060),
    TLS(5061);

    private final int defaultPort;

    Protocol(int defaultPort) {
        this.defaultPort = defaultPort;
    }

    public int defaultPort() {
        return defaultPort;
    }

    /** True when nothing sent gets lost silently, so that nothing is sent twice. */
    public boolean isReliable() {
        return this != UDP;
    }

    /** What the address asks for, null when it does not say (RFC 3263 §4.1). */
    public static @Nullable Protocol named(SipUri uri) {
        boolean secure = uri.isSecure();
        return switch (uri.parameters().getOrEmpty("transport").toLowerCase(java.util.Locale.ROOT)) {
            case "udp" -> UDP;
            case "tcp" -> secure ? TLS : TCP;
            case "tls" -> TLS;
            default -> secure ? TLS : null;
        };
    }
}

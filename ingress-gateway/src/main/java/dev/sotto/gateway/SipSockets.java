package dev.sotto.gateway;

import dev.sotto.gateway.sip.transport.Networks;
import dev.sotto.gateway.sip.transport.SipListening;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The settings of the telephone side as its sockets want them: files read, addresses understood. */
final class SipSockets {

    /** Older versions have known holes. */
    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

    private SipSockets() {}

    static SipListening listening(GatewaySettings.Sip sip) {
        return new SipListening(
                new InetSocketAddress(sip.host(), sip.port()),
                sip.ourHost(),
                identity(sip.tls()),
                trust(),
                Networks.of(sip.proxies()));
    }

    private static SipListening.@Nullable Tls identity(GatewaySettings.Sip.@Nullable Tls tls) {
        if (tls == null) {
            return null;
        }
        Path certificate = readable(tls.certificate(), "gateway.sip.tls.certificate");
        Path key = readable(tls.key(), "gateway.sip.tls.key");
        try {
            SslContext context = SslContextBuilder.forServer(certificate.toFile(), key.toFile())
                    .protocols(VERSIONS)
                    .build();
            return new SipListening.Tls(tls.port(), context);
        } catch (IllegalArgumentException | SSLException unusable) {
            throw new IllegalArgumentException(
                    "TLS cannot be offered with " + certificate + " and " + key + " (" + unusable.getMessage()
                            + "): both must be PEM, the key an unencrypted PKCS #8 one that belongs to the certificate.",
                    unusable);
        }
    }

    private static Path readable(Path file, String setting) {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException(setting + " is " + file + ", which cannot be read.");
        }
        return file;
    }

    /** Whom the Java platform trusts. */
    private static SslContext trust() {
        try {
            return SslContextBuilder.forClient()
                    .protocols(VERSIONS)
                    .endpointIdentificationAlgorithm("HTTPS")
                    .build();
        } catch (SSLException impossible) {
            throw new IllegalStateException("this Java has no TLS", impossible);
        }
    }
}

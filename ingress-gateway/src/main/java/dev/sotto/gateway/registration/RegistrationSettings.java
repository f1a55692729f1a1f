package dev.sotto.gateway.registration;

import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this node registers accounts.
 *
 * @param secrets the folder of the passwords: {@code <restaurant id>/<secret>}, one file each; null keeps none
 * @param accountsAtMost what one node is measured for, and what a carrier's registrar may be asked by one address
 * @param handOver how long a leaving node stays registered, so that its heirs are registered before it is not
 * @param nameServer who knows where the carriers are, {@code address:port}; null asks whom this machine asks
 */
public record RegistrationSettings(
        @Nullable Path secrets,
        @DefaultValue("250") int accountsAtMost,
        @DefaultValue("3s") Duration handOver,
        @Nullable String nameServer) {

    private static final Pattern ADDRESS_AND_PORT = Pattern.compile("\\[?([0-9a-fA-F.:]+?)]?:([0-9]{1,5})");

    public RegistrationSettings {
        if (accountsAtMost < 0) {
            throw new IllegalArgumentException("gateway.registration.accounts-at-most is negative.");
        }
        if (handOver.isNegative() || handOver.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("gateway.registration.hand-over must be from 0 to 60 seconds.");
        }
        if (nameServer != null) {
            address(nameServer);
        }
    }

    @Nullable
    DnsServerAddressStreamProvider names() {
        return nameServer == null ? null : new SingletonDnsServerAddressStreamProvider(address(nameServer));
    }

    private static InetSocketAddress address(String written) {
        try {
            Matcher parts = ADDRESS_AND_PORT.matcher(written);
            if (parts.matches()) {
                return new InetSocketAddress(InetAddress.ofLiteral(parts.group(1)), Integer.parseInt(parts.group(2)));
            }
        } catch (IllegalArgumentException unreadable) {
            // Told below, with what is wanted.
        }
        throw new IllegalArgumentException("gateway.registration.name-server is " + written
                + ": write an address and a port, such as 192.0.2.53:53.");
    }
}

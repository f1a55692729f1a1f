package dev.sotto.gateway.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every caller is told an address of ours that he can send to. */
class OurHostTest {
    @Test
    void aCallerIsToldTheAddressThatHeReaches() throws SocketException {
        List<InetAddress> ours = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(Inet4Address.class::isInstance)
                .toList();
        assertThat(ours).isNotEmpty();
        // Who calls an address from this machine itself is on the way of just that address.
        assertThat(ours)
                .allSatisfy(address ->
                        assertThat(OurHost.onTheWay().facing(address)).isEqualTo(address.getHostAddress()));
    }

    @Test
    void whatIsGivenIsToldToEverybody() {
        assertThat(OurHost.only("198.51.100.1").facing(InetAddress.ofLiteral("192.0.2.7")))
                .isEqualTo("198.51.100.1");
    }

    @Test
    void whoComesOverIp6IsToldTheAddressGivenForIt() {
        OurHost both = new OurHost("198.51.100.1", "2001:db8::1");
        assertThat(both.facing(InetAddress.ofLiteral("2001:db8::7"))).isEqualTo("2001:db8::1");
        assertThat(both.facing(InetAddress.ofLiteral("192.0.2.7"))).isEqualTo("198.51.100.1");
    }
}

package dev.sotto.gateway.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworksTest {

    private static final Networks SOME =
            Networks.of(List.of("198.51.100.0/25", "203.0.113.7", "2001:db8:42::/47", "127.0.0.0/8"));

    @ParameterizedTest
    @CsvSource({
        "198.51.100.127, true",
        "198.51.100.128, false",
        "203.0.113.7, true",
        "203.0.113.8, false",
        "127.200.3.4, true",
        "2001:db8:43:ffff::1, true",
        "2001:db8:44::1, false",
        "::ffff:127.0.0.1, true",
        "::1, false"
    })
    void anAddressIsInItsNetworkAndInNoOther(String address, boolean inside) {
        assertThat(SOME.contains(InetAddress.ofLiteral(address))).isEqualTo(inside);
    }

    @Test
    void whatIsNoNetworkIsRefusedWithASentence() {
        for (String wrong : List.of("carrier.example.com", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "", "::1/129")) {
            assertThatThrownBy(() -> Networks.of(List.of(wrong)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is no network");
        }
    }
}

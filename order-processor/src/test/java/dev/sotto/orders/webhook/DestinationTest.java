package dev.sotto.orders.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a letter may go. */
class DestinationTest {

    private static Destination leadingTo(boolean loopback, String... addresses) {
        return new Destination(loopback, host -> {
            InetAddress[] found = new InetAddress[addresses.length];
            for (int i = 0; i < addresses.length; i++) {
                found[i] = InetAddress.getByName(addresses[i]);
            }
            return found;
        });
    }

    private static final URI HOOK = URI.create("https://hooks.example/orders");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.1.2",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "0.0.0.0",
                "0.1.2.3",
                "100.64.0.1",
                "100.127.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "198.18.0.1",
                "198.19.255.1",
                "198.51.100.4",
                "203.0.113.9",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "2002:7f00:1::",
                "2001:0:1::",
                "2001:db8::1",
                "::127.0.0.1"
            })
    void noNameMayLeadIntoAPrivateNetwork(String address) {
        assertThatThrownBy(() -> leadingTo(false, address).resolve(HOOK)).hasMessageContaining("private network");
        assertThatThrownBy(() -> leadingTo(false, "93.184.215.14", address).resolve(HOOK))
                .as("beside a public one")
                .hasMessageContaining("private network");
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.215.14", "100.63.0.1", "172.32.0.1", "192.0.1.1", "2606:2800:21f:cb07::1"})
    void aPublicAddressIsConnectedToUnderTheNameThatWasAsked(String address) throws Exception {
        InetSocketAddress resolved = leadingTo(false, address).resolve(HOOK);
        assertThat(resolved.getAddress().getHostAddress())
                .isEqualTo(InetAddress.getByName(address).getHostAddress());
        assertThat(resolved.getHostString()).isEqualTo("hooks.example");
        assertThat(resolved.getPort()).isEqualTo(443);
    }

    @Test
    void aNameThatAnswersDifferentlyTheSecondTimeIsNotAskedTwice() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Destination rebound =
                new Destination(false, host -> new InetAddress[] {
                    InetAddress.getByName(asked.getAndIncrement() == 0 ? "93.184.215.14" : "127.0.0.1")
                });
        InetSocketAddress resolved = rebound.resolve(HOOK);
        assertThat(asked).hasValue(1);
        assertThat(resolved.isUnresolved()).isFalse();
        assertThat(resolved.getAddress().isLoopbackAddress()).isFalse();
    }

    @Test
    void thisMachineMayBeToldWhereThatIsSetAndNothingElseInside() throws Exception {
        URI here = URI.create("http://localhost:8080/hook");
        assertThat(leadingTo(true, "127.0.0.1").resolve(here).getPort()).isEqualTo(8080);
        assertThatThrownBy(() -> leadingTo(true, "10.0.0.1").resolve(here)).hasMessageContaining("private network");
        assertThatThrownBy(() -> leadingTo(true, "93.184.215.14").resolve(here))
                .as("without https only to this machine")
                .hasMessageContaining("private network");
    }

    @Test
    void aNameThatLeadsNowhereIsSaidToDoSo() {
        Destination unknown = new Destination(false, host -> {
            throw new UnknownHostException(host);
        });
        assertThatThrownBy(() -> unknown.resolve(HOOK)).hasMessageContaining("leads nowhere");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://hooks.example/|must begin with https",
                "ftp://hooks.example/|must begin with https",
                "file:///etc/passwd|must have a host",
                "https://user:pass@hooks.example/|no user",
                "https://hooks.example/#part|no fragment",
                "https:hooks.example|must have a host",
                "nonsense|must have a host",
                "https://ho oks.example/|no address",
            })
    void whatIsNoAddressForALetterIsRefusedInASentence(String url, String says) {
        assertThatThrownBy(() -> leadingTo(false).read(url)).hasMessageContaining(says);
    }

    @Test
    void aSignatureIsWhatAnotherImplementationMakesOfTheSame() {
        assertThat(Signature.of(
                        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        1_614_265_330,
                        "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assertThat(Arrays.asList(Signature.newSecret(), Signature.newSecret()))
                .doesNotHaveDuplicates()
                .allMatch(secret -> secret.matches("whsec_[A-Za-z0-9+/]{43}="));
    }
}

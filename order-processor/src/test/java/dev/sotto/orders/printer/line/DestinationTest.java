package dev.sotto.orders.printer.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DestinationTest {

    private static Destination in(String... networks) {
        PrinterSettings settings = new PrinterSettings(
                List.of(networks), "9100-9109", Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofHours(1));
        return new Destination(
                settings,
                host -> host.equals("printer.lan")
                        ? new InetAddress[] {InetAddress.getByName("192.168.1.50")}
                        : host.equals("torn.lan")
                                ? new InetAddress[] {
                                    InetAddress.getByName("192.168.1.50"), InetAddress.getByName("10.9.9.9")
                                }
                                : InetAddress.getAllByName(host));
    }

    @Test
    void onlyWhatTheOperatorNamedIsReached() throws Destination.Refused {
        assertThat(in("192.168.0.0/16").resolve("printer.lan").getPort()).isEqualTo(9100);
        assertThat(in("192.168.0.0/16").resolve("192.168.7.7:9101").getPort()).isEqualTo(9101);
        assertThat(in("fd00::/8").resolve("[fd00::7]:9100").getAddress().getHostAddress())
                .startsWith("fd00");
    }

    @ParameterizedTest
    @CsvSource({
        "169.254.169.254:9100, lies in no network",
        "127.0.0.1:9100, lies in no network",
        "[::1]:9100, lies in no network",
        "[::ffff:10.0.0.1]:9100, lies in no network",
        "192.169.0.1:9100, lies in no network",
        "torn.lan, lies in no network",
        "192.168.1.50:22, Port 22 is none",
        "192.168.1.50:9110, Port 9110 is none",
        "192.168.1.50:0, must be host or host:port",
        "http://192.168.1.50, must be host or host:port",
        "user@192.168.1.50, must be host or host:port",
        "'', must be host or host:port"
    })
    void everythingElseIsRefusedInASentence(String address, String says) {
        assertThatThrownBy(() -> in("192.168.0.0/16").resolve(address))
                .isInstanceOf(Destination.Refused.class)
                .hasMessageContaining(says);
    }

    @Test
    void whereNobodyNamedANetworkNothingIsReached() {
        assertThatThrownBy(() -> in().resolve("127.0.0.1")).hasMessageContaining("orders.printers.networks");
    }

    @Test
    void settingsThatMakeNoSenseAreRefusedAtTheStart() {
        assertThatThrownBy(() -> in("192.168.0.0/33")).hasMessageContaining("is no network");
        assertThatThrownBy(() -> in("printers.lan")).hasMessageContaining("is no network");
    }
}

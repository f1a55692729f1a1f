package dev.sotto.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What is wrong in the configuration is said in a sentence that names the setting. */
class GatewaySettingsTest {

    /** A broker that is not there: the gateway must come up, or say why not, all the same. */
    private static final String NO_BROKER = "127.0.0.1:1";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gateway.capacity=0 | gateway.capacity is 0",
                "gateway.capacity=1000 | serve 399 calls, fewer than gateway.capacity = 1000",
                "gateway.sip.port=70000 | gateway.sip.port is 70000",
                "gateway.media.first-port=80 | gateway.media.first-port is 80",
                "gateway.tokens.issuers[0].algorithms=HS256 | may not use HS256",
                "gateway.reply-partition=-1 | gateway.reply-partition is negative"
            })
    void aWrongSettingIsNamed(String setting, String sentence) {
        int equals = setting.indexOf('=');
        Map<String, String> set = new HashMap<>(RunningGateway.settings(NO_BROKER));
        set.put(setting.substring(0, equals), setting.substring(equals + 1));
        Binder binder = new Binder(new MapConfigurationPropertySource(set));
        assertThat(catchThrowable(() -> binder.bind("gateway", GatewaySettings.class)))
                .rootCause()
                .hasMessageContaining(sentence);
    }

    @Test
    void aTakenSipPortIsNamedWithItsSetting() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThatThrownBy(() -> RunningGateway.start(NO_BROKER, "gateway.sip.port=" + taken.getLocalPort()))
                    .hasStackTraceContaining("The SIP port " + taken.getLocalPort() + " on 127.0.0.1 cannot be opened")
                    .hasStackTraceContaining("set gateway.sip.port to another");
        }
    }
}

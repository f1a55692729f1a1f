package dev.sotto.gateway;

import static dev.sotto.gateway.RunningGateway.DIALLED;
import static dev.sotto.gateway.RunningGateway.SOON;
import static dev.sotto.gateway.RunningGateway.tone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One socket for everybody: callers over either version of IP are told addresses of their own. */
class BothVersionsOfIpTest {

    private static RunningGateway gateway;

    @BeforeAll
    static void start() throws IOException {
        assumeThat(NetworkInterface.getByInetAddress(InetAddress.ofLiteral("::1")))
                .as("a machine with IPv6")
                .isNotNull();
        gateway = RunningGateway.with("gateway.sip.host=::");
    }

    @AfterAll
    static void stop() {
        if (gateway != null) {
            gateway.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 127.0.0.1, IN IP4 127.0.0.1", "::1, [::1], IN IP6 ::1"})
    void aCallerIsAnsweredHeardAndSpokenToOverTheVersionHeCameBy(String address, String host, String sdp)
            throws IOException {
        try (ScriptedPeer caller = gateway.peer(InetAddress.ofLiteral(address))) {
            String answer = caller.call(DIALLED);
            assertThat(answer).contains("Contact: <sip:" + host + ":", "\r\nc=" + sdp + "\r\n");
            String callId = gateway.callOf(caller);
            for (int i = 0; i < 5; i++) {
                caller.speak((byte) 0x10);
            }
            await().atMost(SOON).until(() -> gateway.sequencesOf(callId).size() >= 5);
            gateway.reply(callId, tone(200, 8000));
            assertThat(caller.listenForSound()).isNotEmpty();
            caller.inDialog("BYE");
            assertThat(caller.finalAnswerTo("BYE")).startsWith("SIP/2.0 200");
        }
    }
}

package dev.sotto.gateway;

import static dev.sotto.gateway.RunningGateway.DIALLED;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** A gateway at its limits: full, or closing. */
class LimitsTest {

    private static String health(RunningGateway gateway) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + gateway.httpPort() + "/actuator/health");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void aFullGatewaySaysWhenToTryAgainAndAClosingOneSaysGoodbye() throws Exception {
        RunningGateway gateway = RunningGateway.with("gateway.capacity=1");
        try (ScriptedPeer first = gateway.peer();
                ScriptedPeer second = gateway.peer()) {
            assertThat(health(gateway)).contains("UP");
            first.call(DIALLED);
            second.invite(DIALLED, second.offer(""));
            String refusal = second.finalAnswerTo("INVITE");
            second.acknowledgeRefusal(refusal);
            assertThat(refusal).startsWith("SIP/2.0 503 All Lines Are Busy").contains("Retry-After: 10");
            assertThat(health(gateway)).contains("All 1 lines are busy");

            Thread closing = Thread.ofPlatform().start(() -> gateway.context().close());
            String bye = first.receive();
            assertThat(bye).startsWith("BYE");
            first.accept(bye);
            closing.join();
        } finally {
            gateway.close();
        }
    }
}

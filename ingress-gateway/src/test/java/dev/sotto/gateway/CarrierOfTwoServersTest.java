package dev.sotto.gateway;

import static dev.sotto.gateway.RunningGateway.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.gateway.sip.locate.ScriptedNames;
import dev.sotto.schemas.call.CallTransferred;
import dev.sotto.schemas.reply.PlayAudio;
import dev.sotto.schemas.reply.SpokenSummary;
import dev.sotto.schemas.reply.Transfer;
import dev.sotto.schemas.restaurant.HumanContact;
import dev.sotto.schemas.restaurant.Telephony;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A human behind a domain whose first server is of no use (RFC 3263 §4.3). */
class CarrierOfTwoServersTest {

    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final ScriptedNames names = new ScriptedNames(loops.next());
    private final ScriptedHuman first = new ScriptedHuman();
    private final ScriptedHuman second = new ScriptedHuman();
    private final RunningGateway gateway = RunningGateway.with(
            "gateway.registration.name-server=127.0.0.1:" + names.address().getPort());
    private final ScriptedPeer guest = gateway.peer();

    CarrierOfTwoServersTest() throws IOException {}

    @BeforeEach
    void twoServersStandForOneHuman() {
        names.host("a.carrier.example", "127.0.0.1")
                .place("_sip._udp.carrier.example", 1, 0, first.port(), "a.carrier.example")
                .place("_sip._udp.carrier.example", 2, 0, second.port(), "a.carrier.example");
        gateway.publish(new Telephony(
                List.of(), List.of(new HumanContact("manager", "sip:manager@carrier.example", null)), null));
    }

    @AfterEach
    void close() {
        gateway.publish(null);
        guest.close();
        gateway.close();
        first.close();
        second.close();
        names.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void theSecondIsAskedWhenTheFirstIsOutOfServiceAndWhenItIsSilent() throws IOException {
        guest.call(RunningGateway.DIALLED);
        String call = gateway.callOf(guest);
        PlayAudio tone = RunningGateway.tone(200, 8000);
        gateway.reply(call, new Transfer("manager", new SpokenSummary("a summary", 8000, tone.audio())));
        first.isCalled();
        first.refuses("503 Service Unavailable");
        assertThat(second.isCalled()).contains("sip:manager@carrier.example");
        second.answers();

        await().atMost(SOON)
                .until(() -> !gateway.eventsOf(call, CallTransferred.class).isEmpty());

        // The first is passed over now; this time the second is asked first, and says nothing.
        try (ScriptedPeer other = gateway.peer()) {
            other.call(RunningGateway.DIALLED);
            gateway.reply(
                    gateway.callOf(other), new Transfer("manager", new SpokenSummary("a summary", 8000, tone.audio())));
            second.isCalled();
            first.isCalled();
        }
    }
}

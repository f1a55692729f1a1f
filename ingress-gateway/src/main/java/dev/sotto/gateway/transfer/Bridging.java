package dev.sotto.gateway.transfer;

import dev.sotto.gateway.registration.Trunk;
import dev.sotto.gateway.registration.Trunks;
import dev.sotto.gateway.rtp.RtpPorts;
import dev.sotto.gateway.sdp.Terms;
import dev.sotto.gateway.sip.SipUserAgent;
import dev.sotto.gateway.sip.transaction.Timers;
import java.time.Duration;
import java.util.concurrent.Executor;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * What every bridge works with.
 *
 * @param patience how long a human may send nothing at all before he is taken for gone
 */
public record Bridging(
        SipUserAgent agent,
        RtpPorts ports,
        Terms terms,
        Trunks trunks,
        Timers timers,
        Executor loop,
        Scheduler onLoop,
        TransferMeters meters,
        Duration patience) {

    Mono<Trunk> way(String restaurantId, Human human) {
        return human.account() == null
                ? trunks.directly(restaurantId, human.address())
                : trunks.through(restaurantId, human.account());
    }
}

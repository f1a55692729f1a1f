package dev.sotto.gateway;

import dev.sotto.gateway.call.CallDesk;
import dev.sotto.gateway.call.CallMeters;
import dev.sotto.gateway.call.Exchange;
import dev.sotto.gateway.call.LiveCalls;
import dev.sotto.gateway.call.PhoneBook;
import dev.sotto.gateway.rtp.MediaClock;
import dev.sotto.gateway.rtp.RtpPorts;
import dev.sotto.gateway.sip.LoopTimers;
import dev.sotto.gateway.sip.SipMeters;
import dev.sotto.gateway.sip.SipServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The telephone side, put together: everything of every call on one event loop, so that nothing needs a lock. */
final class Telephony implements AutoCloseable {

    /** A BYE is answered within a round trip; a caller who does not answer has gone anyway. */
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final EventLoop loop;
    private final MediaClock clock;
    private final CallDesk desk;
    private final SipServer sip;

    Telephony(
            GatewaySettings settings,
            EventLoop loop,
            Class<? extends DatagramChannel> type,
            EventLogCalls log,
            LiveCalls calls,
            PhoneBook phoneBook,
            CallMeters meters,
            MeterRegistry registry) {
        this.loop = loop;
        this.clock = new MediaClock(loop);
        String host = settings.sip().host();
        String reachedAt = settings.sip().reachedAt();
        Exchange exchange = new Exchange(
                log,
                calls,
                meters,
                clock,
                new LoopTimers(loop),
                loop,
                reachedAt,
                settings.media().patience());
        RtpPorts ports = new RtpPorts(
                loop, type, host, settings.media().firstPort(), settings.media().lastPort());
        this.desk = new CallDesk(
                phoneBook,
                ports,
                exchange,
                Schedulers.fromExecutorService(loop),
                settings.capacity(),
                settings.replyPartition());
        this.sip = open(settings.sip(), type, reachedAt, registry);
    }

    private SipServer open(
            GatewaySettings.Sip sip, Class<? extends DatagramChannel> type, String reachedAt, MeterRegistry registry) {
        try {
            InetSocketAddress bind = new InetSocketAddress(sip.host(), sip.port());
            return new SipServer(loop, type, bind, reachedAt, desk, new SipMeters(registry));
        } catch (RuntimeException failure) {
            clock.close();
            throw new SipPortTaken(sip, failure);
        }
    }

    int sipPort() {
        return sip.port();
    }

    /** Says goodbye to every caller and waits a moment for them to hear it. */
    Mono<Void> sayGoodbye() {
        return Mono.<Void>fromRunnable(desk::close)
                .subscribeOn(Schedulers.fromExecutorService(loop))
                .then(Mono.delay(Duration.ofMillis(50))
                        .repeat(() -> sip.isWaiting())
                        .then())
                .timeout(GOODBYE, Mono.empty());
    }

    @Override
    public void close() {
        clock.close();
        sip.close();
    }
}

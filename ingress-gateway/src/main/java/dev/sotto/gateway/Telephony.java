package dev.sotto.gateway;

import dev.sotto.gateway.call.CallDesk;
import dev.sotto.gateway.call.Exchange;
import dev.sotto.gateway.call.FullHouse;
import dev.sotto.gateway.call.PhoneBook;
import dev.sotto.gateway.rtp.MediaLoop;
import dev.sotto.gateway.rtp.RtpPorts;
import dev.sotto.gateway.sip.SipMeters;
import dev.sotto.gateway.sip.SipServer;
import dev.sotto.gateway.sip.SipUserAgent;
import dev.sotto.gateway.sip.transport.Networks;
import dev.sotto.gateway.sip.transport.SipListening;
import dev.sotto.gateway.sockets.Sockets;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Mono;

/** The telephone side, put together: all signalling on one event loop, each call's sound on one of the media loops. */
final class Telephony implements AutoCloseable {

    /** A BYE is answered within a round trip; a caller who does not answer has gone anyway. */
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final Exchange exchange;
    private final RtpPorts ports;
    private final CallDesk desk;
    private final SipServer sip;

    Telephony(
            GatewaySettings settings,
            EventLoop loop,
            List<MediaLoop> mediaLoops,
            Exchange exchange,
            PhoneBook phoneBook,
            FullHouse fullHouse,
            MeterRegistry registry) {
        this.exchange = exchange;
        GatewaySettings.Media media = settings.media();
        this.ports = new RtpPorts(mediaLoops, settings.sip().host(), media.firstPort(), media.lastPort());
        this.desk = new CallDesk(phoneBook, ports, exchange, settings.capacity(), settings.replyPartition(), fullHouse);
        this.sip = open(settings.sip(), loop, registry);
    }

    private SipServer open(GatewaySettings.Sip at, EventLoop loop, MeterRegistry registry) {
        SipListening listening = SipSockets.listening(at);
        Networks trunks = Networks.of(at.trunks());
        try {
            return new SipServer(Sockets.on(loop), listening, trunks, desk, new SipMeters(registry));
        } catch (RuntimeException failure) {
            throw new SipPortTaken(at, failure);
        }
    }

    RtpPorts ports() {
        return ports;
    }

    SipUserAgent userAgent() {
        return sip.userAgent();
    }

    int sipPort() {
        return sip.port();
    }

    /** Takes nobody any more and lets those who are there finish, for as long as {@code patience} lasts. */
    Mono<Void> finishCalls(Duration patience) {
        return Mono.<Void>fromRunnable(desk::takeNoMore)
                .then(Mono.delay(Duration.ofMillis(100))
                        .repeat(() -> exchange.calls().phones() > 0)
                        .then())
                .timeout(patience, Mono.empty());
    }

    /** 0 when there is no TLS. */
    int tlsPort() {
        return sip.tlsPort();
    }

    /** Says goodbye to everybody and waits a moment for them to hear it. */
    Mono<Void> sayGoodbye(Runnable andThen) {
        return Mono.<Void>fromRunnable(desk::close)
                .then(Mono.<Void>fromRunnable(andThen))
                .subscribeOn(exchange.onLoop())
                .then(Mono.delay(Duration.ofMillis(50)).repeat(sip::isWaiting).then())
                .timeout(GOODBYE, Mono.empty());
    }

    @Override
    public void close() {
        sip.close();
    }
}

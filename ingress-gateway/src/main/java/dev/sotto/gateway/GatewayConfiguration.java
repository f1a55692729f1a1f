package dev.sotto.gateway;

import dev.sotto.gateway.GatewaySettings.Media.WhenStalled;
import dev.sotto.gateway.call.Exchange;
import dev.sotto.gateway.call.FullHouse;
import dev.sotto.gateway.call.Handover;
import dev.sotto.gateway.call.LiveCalls;
import dev.sotto.gateway.call.PhoneBook;
import dev.sotto.gateway.call.Replies;
import dev.sotto.gateway.call.log.CallMeters;
import dev.sotto.gateway.earpiece.EarpieceEndpoint;
import dev.sotto.gateway.registration.RegistrationLife;
import dev.sotto.gateway.registration.RegistrationSettings;
import dev.sotto.gateway.registration.Trunks;
import dev.sotto.gateway.room.PipelineRooms;
import dev.sotto.gateway.rtp.MediaClock;
import dev.sotto.gateway.rtp.MediaLoop;
import dev.sotto.gateway.sdp.Terms;
import dev.sotto.gateway.sip.SipClient;
import dev.sotto.gateway.sip.transaction.LoopTimers;
import dev.sotto.gateway.status.Node;
import dev.sotto.gateway.transfer.Bridging;
import dev.sotto.gateway.transfer.TransferMeters;
import dev.sotto.gateway.transfer.Transfers;
import dev.sotto.log.EventLog;
import dev.sotto.log.StateTable;
import dev.sotto.log.Topics;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import dev.sotto.schemas.room.Announcement;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Schedulers;

/** How the gateway is put together. */
@Configuration(proxyBeanMethods = false)
class GatewayConfiguration {

    @Bean(destroyMethod = "close")
    EventLog eventLog(GatewaySettings settings, MeterRegistry registry) {
        return EventLog.open(settings.kafka(), settings.nodeId(), registry);
    }

    @Bean
    Node node(GatewaySettings settings) {
        return new Node(settings.nodeId(), settings.capacity());
    }

    @Bean
    StateTable<RestaurantConfig> restaurants(EventLog log) {
        return log.table(Topics.RESTAURANTS_CONFIG);
    }

    @Bean
    PhoneBook phoneBook(StateTable<RestaurantConfig> restaurants) {
        return new PhoneBook(restaurants::values);
    }

    @Bean
    LiveCalls liveCalls(MeterRegistry registry) {
        LiveCalls calls = new LiveCalls();
        registry.gauge("sotto.gateway.calls.live", calls, LiveCalls::count);
        return calls;
    }

    @Bean(destroyMethod = "stop")
    Threads callLoop() {
        // Signalling is a few per cent of a core, and what has one thread needs no locks.
        return threads(1, "calls");
    }

    @Bean(destroyMethod = "stop")
    Threads mediaThreads(GatewaySettings settings) {
        return threads(settings.media().loops(), "media");
    }

    private static Threads threads(int count, String name) {
        return new Threads(
                count,
                new DefaultThreadFactory(name),
                Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    }

    /** All calls are over when they stop: a moment for appends on their way, not the two seconds of quiet that are usual. */
    static final class Threads extends MultiThreadIoEventLoopGroup {

        private static final int QUIET_MILLIS = 200;
        private static final int PATIENCE_MILLIS = 2_000;

        private Threads(int count, ThreadFactory factory, IoHandlerFactory io) {
            super(count, factory, io);
        }

        Future<?> stop() {
            return shutdownGracefully(QUIET_MILLIS, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @Bean
    MediaClock mediaClock(@Qualifier("callLoop") MultiThreadIoEventLoopGroup callLoop) {
        return new MediaClock(callLoop.next());
    }

    @Bean
    ReplyLine replyLine(GatewaySettings settings, EventLog log) {
        return new ReplyLine(log, settings.replyPartition());
    }

    @Bean
    Exchange exchange(
            GatewaySettings settings,
            EventLog log,
            ReplyLine replyLine,
            LiveCalls calls,
            MediaClock clock,
            @Qualifier("callLoop") MultiThreadIoEventLoopGroup callLoop,
            MeterRegistry registry) {
        EventLoop loop = callLoop.next();
        return new Exchange(
                new EventLogCalls(log, replyLine),
                calls,
                new CallMeters(registry),
                clock,
                new LoopTimers(loop),
                loop,
                Schedulers.fromExecutorService(loop),
                new Terms(
                        settings.sip().ourHost(),
                        settings.media().codecs(),
                        settings.media().srtp()),
                new Exchange.Watch(settings.media().patience(), settings.media().whenStalled() == WhenStalled.HANG_UP));
    }

    @Bean
    FullHouse fullHouse(GatewaySettings settings, EventLog log, PipelineRooms rooms) {
        StateTable<Announcement> announcements = log.table(Topics.VOICE_ANNOUNCEMENTS);
        return new FullHouse(rooms::look, announcements::get, settings.waitingLines());
    }

    @Bean
    Telephony telephony(
            GatewaySettings settings,
            @Qualifier("callLoop") MultiThreadIoEventLoopGroup callLoop,
            @Qualifier("mediaThreads") MultiThreadIoEventLoopGroup mediaThreads,
            Exchange exchange,
            PhoneBook phoneBook,
            FullHouse fullHouse,
            MeterRegistry registry) {
        return new Telephony(
                settings, callLoop.next(), mediaLoops(mediaThreads), exchange, phoneBook, fullHouse, registry);
    }

    private static List<MediaLoop> mediaLoops(MultiThreadIoEventLoopGroup threads) {
        return IntStream.range(0, threads.executorCount())
                .mapToObj(_ -> MediaLoop.on(threads.next()))
                .toList();
    }

    @Bean
    Replies replies(Exchange exchange, Handover handover) {
        return new Replies(exchange.calls(), exchange.meters(), exchange.loop(), handover);
    }

    @Bean
    GatewayLife gatewayLife(
            GatewaySettings settings,
            EventLog log,
            ReplyLine replyLine,
            Exchange exchange,
            Replies replies,
            Telephony telephony,
            EarpieceEndpoint earpieces,
            RegistrationLife registrations) {
        return new GatewayLife(
                settings, log, replyLine, exchange.calls(), replies, telephony, earpieces, registrations);
    }

    @Bean
    Handover handover(
            GatewaySettings settings,
            StateTable<RestaurantConfig> restaurants,
            Telephony telephony,
            Exchange exchange,
            Trunks trunks,
            MeterRegistry registry) {
        Bridging bridging = new Bridging(
                telephony.userAgent(),
                telephony.ports(),
                exchange.terms(),
                trunks,
                exchange.timers(),
                exchange.loop(),
                exchange.onLoop(),
                new TransferMeters(registry),
                settings.media().patience());
        return new Transfers(restaurants::get, bridging);
    }

    @Bean
    SipClient sipClient(Telephony telephony) {
        return telephony.userAgent().client();
    }

    @Bean
    RegistrationSettings registrationSettings(GatewaySettings settings) {
        return settings.registration();
    }

    @Bean
    GatewayHealth gatewayHealthIndicator(
            GatewaySettings settings, EventLog log, PhoneBook phoneBook, LiveCalls calls, PipelineRooms rooms) {
        return new GatewayHealth(log, phoneBook, calls, settings.capacity(), rooms);
    }
}

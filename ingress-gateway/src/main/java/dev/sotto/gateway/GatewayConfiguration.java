package dev.sotto.gateway;

import dev.sotto.gateway.call.CallMeters;
import dev.sotto.gateway.call.LiveCalls;
import dev.sotto.gateway.call.PhoneBook;
import dev.sotto.gateway.call.Replies;
import dev.sotto.log.EventLog;
import dev.sotto.log.StateTable;
import dev.sotto.schemas.RestaurantConfig;
import dev.sotto.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the gateway is put together. */
@Configuration(proxyBeanMethods = false)
class GatewayConfiguration {

    @Bean(destroyMethod = "close")
    EventLog eventLog(GatewaySettings settings, MeterRegistry registry) {
        return EventLog.open(settings.kafka().settings(settings.nodeId()), registry);
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

    @Bean(destroyMethod = "shutdownGracefully")
    MultiThreadIoEventLoopGroup callLoop() {
        // One thread carries 150 calls at a few per cent of a core, and what has one thread needs no locks.
        var factory = Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        return new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("calls"), factory);
    }

    @Bean
    CallMeters callMeters(MeterRegistry registry) {
        return new CallMeters(registry);
    }

    @Bean
    Telephony telephony(
            GatewaySettings settings,
            MultiThreadIoEventLoopGroup callLoop,
            EventLog log,
            LiveCalls calls,
            PhoneBook phoneBook,
            CallMeters meters,
            MeterRegistry registry) {
        EventLoop loop = callLoop.next();
        return new Telephony(
                settings,
                loop,
                Epoll.isAvailable() ? EpollDatagramChannel.class : NioDatagramChannel.class,
                new EventLogCalls(log),
                calls,
                phoneBook,
                meters,
                registry);
    }

    @Bean
    GatewayLife gatewayLife(
            GatewaySettings settings,
            EventLog log,
            LiveCalls calls,
            CallMeters meters,
            MultiThreadIoEventLoopGroup callLoop,
            Telephony telephony) {
        return new GatewayLife(settings, log, calls, new Replies(calls, meters, callLoop.next()), telephony);
    }
}

package dev.sotto.gateway.registration;

import dev.sotto.gateway.call.Exchange;
import dev.sotto.gateway.sip.SipClient;
import dev.sotto.gateway.sip.locate.Whereabouts;
import dev.sotto.gateway.sockets.Sockets;
import dev.sotto.log.EventLog;
import dev.sotto.log.StateTable;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the registration of accounts is put together. */
@Configuration(proxyBeanMethods = false)
class RegistrationConfiguration {

    @Bean(destroyMethod = "close")
    Whereabouts whereabouts(
            @Qualifier("callLoop") MultiThreadIoEventLoopGroup callLoop, RegistrationSettings settings) {
        return new Whereabouts(Sockets.on(callLoop.next()), settings.names(), new SecureRandom());
    }

    @Bean
    RegistrarLine registrarLine(SipClient client, Whereabouts whereabouts, Exchange exchange) {
        return new SipRegistrarLine(client, whereabouts, exchange.onLoop());
    }

    @Bean
    Registrations registrations(
            RegistrationSettings settings, RegistrarLine line, Exchange exchange, MeterRegistry registry) {
        SecureRandom random = new SecureRandom();
        Means means = new Means(
                line,
                new Secrets(settings.secrets())::read,
                exchange.timers(),
                exchange.onLoop(),
                InstantSource.system(),
                random,
                () -> token(random),
                new RegistrationMeters(registry));
        return new Registrations(means, settings.accountsAtMost());
    }

    private static String token(SecureRandom random) {
        byte[] bytes = new byte[12];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Bean
    Trunks trunks(Registrations registrations, RegistrationSettings settings, Whereabouts whereabouts) {
        return new Trunks(registrations, new Secrets(settings.secrets())::read, whereabouts);
    }

    @Bean
    RegistrationLife registrationLife(
            EventLog log,
            StateTable<RestaurantConfig> restaurants,
            Registrations registrations,
            RegistrationSettings settings,
            Exchange exchange) {
        return new RegistrationLife(log, restaurants, registrations, settings, exchange.loop(), exchange.onLoop());
    }

    @Bean
    RegistrationHealth registrationsHealthIndicator(Registrations registrations) {
        return new RegistrationHealth(registrations);
    }

    @Bean
    RegistrationsEndpoint registrationsEndpoint(Registrations registrations) {
        return new RegistrationsEndpoint(registrations);
    }
}

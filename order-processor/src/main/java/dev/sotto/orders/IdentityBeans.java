package dev.sotto.orders;

import dev.sotto.log.EventLog;
import dev.sotto.log.StateTable;
import dev.sotto.log.Topics;
import dev.sotto.orders.access.Gate;
import dev.sotto.orders.audit.Witness;
import dev.sotto.orders.identity.Identities;
import dev.sotto.orders.identity.OwnIssuer;
import dev.sotto.orders.identity.Revocations;
import dev.sotto.orders.kitchen.Restaurants;
import dev.sotto.orders.pairing.DeviceIssuer;
import dev.sotto.orders.pairing.DeviceRoutes;
import dev.sotto.orders.pairing.PairingRoutes;
import dev.sotto.orders.pairing.Sightings;
import dev.sotto.orders.store.Postgres;
import dev.sotto.schemas.security.Revocation;
import dev.sotto.web.SafeHeaders;
import dev.sotto.web.WholeRequests;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Who is let in, and to what. */
@Configuration(proxyBeanMethods = false)
class IdentityBeans {

    @Bean
    StateTable<Revocation> revoked(EventLog log) {
        return log.table(Topics.SECURITY_REVOCATIONS);
    }

    /** Who signs what paired devices show; nobody where no key is set. */
    record Pairing(@Nullable DeviceIssuer issuer) {

        @Nullable
        OwnIssuer own() {
            return issuer == null ? null : new OwnIssuer(issuer.name(), issuer.publicKeys());
        }
    }

    @Bean
    Pairing pairing(OrdersSettings settings, Clock clock) {
        Path key = settings.pairing().key();
        String screens = settings.identity().audience();
        return new Pairing(key == null ? null : DeviceIssuer.of(settings.pairing(), key, screens, clock));
    }

    @Bean
    Identities identities(OrdersSettings settings, Pairing pairing, StateTable<Revocation> revoked, Clock clock) {
        return new Identities(settings.tokens(), settings.identity(), pairing.own(), Revocations.in(revoked), clock);
    }

    @Bean
    PairingRoutes pairingRoutes(Postgres postgres, OrdersSettings settings, Pairing pairing, Identities identities) {
        return new PairingRoutes(postgres, settings.pairing(), pairing.issuer(), identities);
    }

    @Bean
    DeviceRoutes deviceRoutes(
            Postgres postgres,
            OrdersSettings settings,
            Pairing pairing,
            Restaurants restaurants,
            StateTable<Revocation> revoked) {
        return new DeviceRoutes(postgres, settings.pairing(), pairing.issuer(), restaurants, revoked);
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    WholeRequests wholeRequests() {
        return new WholeRequests();
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 1)
    SafeHeaders safeHeaders() {
        return new SafeHeaders();
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 2)
    Gate gate(Identities identities, OrdersSettings settings, MeterRegistry registry, Sightings sightings) {
        return new Gate(identities, settings.pace(), registry, sightings::saw);
    }

    @Bean
    Sightings sightings(Postgres postgres, OrdersSettings settings, Clock clock) {
        return new Sightings(postgres, settings.pairing().issuer(), clock);
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 3)
    Witness witness(Postgres postgres, Clock clock, MeterRegistry registry) {
        return new Witness(postgres, clock, registry);
    }
}

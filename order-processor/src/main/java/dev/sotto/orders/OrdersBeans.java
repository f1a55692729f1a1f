package dev.sotto.orders;

import dev.sotto.log.Delivery;
import dev.sotto.log.EventLog;
import dev.sotto.log.Forgotten;
import dev.sotto.log.Subscription;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.orders.command.CommandLog;
import dev.sotto.orders.command.CommandRelay;
import dev.sotto.orders.command.OrderCommands;
import dev.sotto.orders.erasure.Erasures;
import dev.sotto.orders.ledger.FirstReceipts;
import dev.sotto.orders.ledger.Ledger;
import dev.sotto.orders.store.Bell;
import dev.sotto.orders.store.Migrations;
import dev.sotto.orders.store.Postgres;
import dev.sotto.orders.store.Remembered;
import dev.sotto.orders.store.ReplicaWatch;
import dev.sotto.orders.store.Tickets;
import dev.sotto.schemas.order.OrderRecord;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.ObjectMapper;

/** From the log to the tables. */
@Configuration(proxyBeanMethods = false)
class OrdersBeans {

    private static final Duration LOG_ANSWERS_WITHIN = Duration.ofSeconds(2);

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    EventLog eventLog(OrdersSettings settings, MeterRegistry registry) {
        return EventLog.open(settings.kafka(), "order-processor", registry);
    }

    @Bean
    Postgres postgres(OrdersSettings settings) {
        return new Postgres(settings.postgres(), settings.replica());
    }

    @Bean
    ReplicaWatch replicaWatch(Postgres postgres, MeterRegistry registry) {
        return new ReplicaWatch(postgres, registry);
    }

    @Bean
    Remembered remembered(Bell bell) {
        return new Remembered(bell);
    }

    @Bean
    Tickets tickets(Postgres postgres, Remembered remembered) {
        return new Tickets(postgres, remembered);
    }

    @Bean
    Bell bell(Postgres postgres) {
        return new Bell(postgres);
    }

    @Bean
    Erasures erasures(Postgres postgres, EventLog log) {
        return new Erasures(postgres, log);
    }

    @Bean
    OrderMeters orderMeters(MeterRegistry registry, Clock clock) {
        return new OrderMeters(registry, clock);
    }

    @Bean
    OrderStage orderStage(
            EventLog log,
            Erasures erasures,
            Postgres postgres,
            ObjectMapper json,
            OrderMeters meters,
            OrdersSettings settings) {
        return new OrderStage(new FromTheLog(log, erasures.forgotten()), new Ledger(postgres, json), meters, settings);
    }

    @Bean
    CommandLog commandLog(Postgres postgres, ObjectMapper json) {
        return new CommandLog(postgres, json);
    }

    @Bean
    OrderCommands orderCommands(CommandLog commands, EventLog log, Clock clock) {
        return new OrderCommands(commands, order -> append(log, order), clock);
    }

    @Bean
    CommandRelay commandRelay(CommandLog commands, EventLog log) {
        return new CommandRelay(commands, order -> append(log, order));
    }

    @Bean
    OrderIntake orderIntake(OrdersSettings settings, OrderStage stage, RecordBeans.Besides besides, ObjectMapper json) {
        return new OrderIntake(new Migrations(settings.postgres(), new FirstReceipts(json)), stage, besides.run());
    }

    @Bean
    OrderHealth ordersHealthIndicator(
            OrderIntake intake,
            OrderMeters meters,
            Postgres postgres,
            EventLog log,
            OrdersSettings settings,
            Clock clock) {
        return new OrderHealth(
                intake,
                meters,
                postgres,
                log.ping(LOG_ANSWERS_WITHIN),
                settings.postgres().address(),
                clock);
    }

    /** The stage's source in service; tests have one of their own. */
    record FromTheLog(EventLog log, Mono<Forgotten> forgetting) implements OrderStage.Source {

        /** Nothing is read before it is known who is to be forgotten. */
        @Override
        public Flux<Delivery<OrderRecord>> deliveries() {
            return forgetting.flatMapMany(forgotten -> log.read(Subscription.of(OrderStage.GROUP, Topics.ORDERS_EVENTS))
                    .map(forgotten::in));
        }

        @Override
        public int partitions() {
            return Topics.ORDERS_EVENTS.partitions();
        }

        @Override
        public Mono<Void> bury(Delivery<OrderRecord> dead, Throwable why) {
            return log.bury(dead, OrderStage.GROUP, why);
        }
    }

    private static Mono<Void> append(EventLog log, OrderRecord order) {
        return log.append(Topics.ORDERS_EVENTS, order.envelope().restaurantId(), order, Trace.start())
                .then();
    }
}

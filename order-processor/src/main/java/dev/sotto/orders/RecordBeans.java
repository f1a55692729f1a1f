package dev.sotto.orders;

import dev.sotto.log.EventLog;
import dev.sotto.log.StateTable;
import dev.sotto.log.Subscription;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.orders.ai.UsageBook;
import dev.sotto.orders.calls.CallBook;
import dev.sotto.orders.erasure.Erasures;
import dev.sotto.orders.erasure.Forgetting;
import dev.sotto.orders.lines.Gateways;
import dev.sotto.orders.menu.EditLog;
import dev.sotto.orders.menu.EditRelay;
import dev.sotto.orders.menu.Edits;
import dev.sotto.orders.menu.RestaurantBook;
import dev.sotto.orders.printer.PrintQueue;
import dev.sotto.orders.store.Bell;
import dev.sotto.orders.store.Postgres;
import dev.sotto.orders.store.Scrub;
import dev.sotto.schemas.TopicRecord;
import dev.sotto.schemas.ai.AiUsage;
import dev.sotto.schemas.erasure.ErasureRecord;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import dev.sotto.schemas.security.Revocation;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.ObjectMapper;

/** What is written down beside the orders: restaurants and their menus, calls and what is said on them, what models took, devices. */
@Configuration(proxyBeanMethods = false)
class RecordBeans {

    private static final Duration MONTHS_EVERY = Duration.ofHours(12);

    @Bean
    EditLog editLog(Postgres postgres, ObjectMapper json) {
        return new EditLog(postgres, json);
    }

    @Bean
    Edits edits(EditLog edits, StateTable<RestaurantConfig> configured) {
        return new Edits(edits, config -> tell(configured, config));
    }

    @Bean
    EditRelay editRelay(EditLog edits, Bell bell, StateTable<RestaurantConfig> configured) {
        return new EditRelay(edits, bell, config -> tell(configured, config));
    }

    private static Mono<Void> tell(StateTable<RestaurantConfig> configured, RestaurantConfig config) {
        return configured.put(config.id(), config, Trace.start());
    }

    @Bean
    Gateways gateways(EventLog log, Clock clock) {
        return new Gateways(log.table(Topics.GATEWAY_STATUS), clock);
    }

    /** What {@link OrderIntake} runs once the tables are there. */
    @Bean
    Besides besides(
            EventLog log,
            Erasures erasures,
            PrintQueue printing,
            OrdersSettings settings,
            Postgres postgres,
            ObjectMapper json,
            MeterRegistry registry,
            Clock clock) {
        Forgetting forgetting = new Forgetting(postgres, erasures, new Scrub(settings.postgres()), json);
        var ofErasures = new WrittenDown<ErasureRecord>(
                log, Subscription.of("order-processor-erasures", Topics.PRIVACY_ERASURES), forgetting::write, registry);
        return new Besides(Flux.merge(
                ofErasures.run(),
                new WrittenDown<>(
                                log, Subscription.of(PrintQueue.GROUP, Topics.ORDERS_EVENTS), printing::write, registry)
                        .run(),
                erasures.forgotten()
                        .flatMapMany(forgotten ->
                                written(log, new CallBook(postgres, clock, forgotten), postgres, json, registry))));
    }

    private static Flux<Void> written(
            EventLog log, CallBook calls, Postgres postgres, ObjectMapper json, MeterRegistry registry) {
        RestaurantBook restaurants = new RestaurantBook(postgres, json);
        var ofCalls = new WrittenDown<TopicRecord>(
                log,
                new Subscription<>(
                        "order-processor-calls",
                        List.of(Topics.CALLS_EVENTS, Topics.SPEECH_TRANSCRIPTS, Topics.DIALOGUE_STATE)),
                calls::write,
                registry);
        var ofRestaurants = new WrittenDown<RestaurantConfig>(
                log,
                Subscription.of("order-processor-restaurants", Topics.RESTAURANTS_CONFIG),
                batch -> Flux.fromIterable(batch)
                        .concatMap(restaurants::write, 1)
                        .then(),
                registry);
        var ofRevocations = new WrittenDown<Revocation>(
                log,
                Subscription.of("order-processor-revocations", Topics.SECURITY_REVOCATIONS),
                batch -> Flux.fromIterable(batch).concatMap(calls::revoked, 1).then(),
                registry);
        var ofModels = new WrittenDown<AiUsage>(
                log, Subscription.of("order-processor-ai", Topics.AI_USAGE), new UsageBook(postgres)::write, registry);
        Flux<Void> months = Flux.interval(Duration.ZERO, MONTHS_EVERY)
                .onBackpressureDrop()
                .concatMap(tick -> calls.makeMonths().onErrorComplete(), 1);
        return Flux.merge(ofCalls.run(), ofRestaurants.run(), ofRevocations.run(), ofModels.run(), months);
    }

    /** Everything that is written down beside the orders, until cancelled. */
    record Besides(Flux<Void> run) {}
}

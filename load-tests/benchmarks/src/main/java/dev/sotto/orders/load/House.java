package dev.sotto.orders.load;

import dev.sotto.embedded.EmbeddedDatabase;
import dev.sotto.embedded.EmbeddedKafka;
import dev.sotto.log.EventLog;
import dev.sotto.log.LogSettings;
import dev.sotto.log.TopicPlan;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.orders.OrdersApplication;
import dev.sotto.orders.store.PostgresSettings;
import dev.sotto.schemas.DerivedId;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.audio.AudioSource;
import dev.sotto.schemas.order.Extra;
import dev.sotto.schemas.order.OrderEvent;
import dev.sotto.schemas.order.OrderLine;
import dev.sotto.schemas.order.OrderPlaced;
import dev.sotto.schemas.order.OrderRecord;
import dev.sotto.schemas.order.RemovedIngredient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** A broker, a database and an order processor for some restaurants, all in this process. */
final class House implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(60);

    private final @Nullable EmbeddedKafka kafka;
    private final EmbeddedDatabase database = EmbeddedDatabase.temporary();
    private final @Nullable EventLog log;
    private @Nullable ConfigurableApplicationContext service;

    private House(@Nullable EmbeddedKafka kafka) {
        this.kafka = kafka;
        this.log = kafka == null
                ? null
                : EventLog.open(LogSettings.at(kafka.bootstrapServers()), "load", new SimpleMeterRegistry());
    }

    EventLog log() {
        return Objects.requireNonNull(log);
    }

    /** A database only. */
    static House empty() {
        return new House(null);
    }

    static House serving(int restaurants) {
        House house = new House(EmbeddedKafka.temporary());
        house.log().createTopics(new TopicPlan(4, (short) 1)).block(LIMIT);
        house.service = OrdersApplication.application().run(house.settings(restaurants));
        return house;
    }

    private String[] settings(int restaurants) {
        List<String> settings = new ArrayList<>(List.of(
                "--server.port=0",
                "--orders.kafka.bootstrap-servers="
                        + Objects.requireNonNull(kafka).bootstrapServers(),
                "--orders.postgres.url=postgresql://127.0.0.1:" + database.port() + "/postgres",
                "--orders.postgres.owner=postgres",
                // A restaurant's users are one client each here, and come as fast as they can.
                "--orders.pace.usual=10000000",
                "--orders.pace.costly=10000000"));
        for (int n = 0; n < restaurants; n++) {
            settings.add("--orders.tokens[" + n + "].token=" + token(n));
            settings.add("--orders.tokens[" + n + "].restaurant-id=" + restaurant(n));
            settings.add("--orders.tokens[" + n + "].role=manager");
        }
        return settings.toArray(String[]::new);
    }

    static String restaurant(int nth) {
        return "r" + nth;
    }

    static String token(int nth) {
        return "manager-of-restaurant-" + nth;
    }

    int port() {
        var context = (WebServerApplicationContext) Objects.requireNonNull(service);
        return Objects.requireNonNull(context.getWebServer()).getPort();
    }

    LogSettings kafka() {
        return LogSettings.at(Objects.requireNonNull(kafka).bootstrapServers());
    }

    PostgresSettings postgres() {
        return new PostgresSettings(
                "postgresql://127.0.0.1:" + database.port() + "/postgres",
                "sotto_orders",
                "",
                "postgres",
                "",
                "public",
                4);
    }

    void place(String restaurant, String orderId) {
        log().append(Topics.ORDERS_EVENTS, restaurant, record(restaurant, orderId, 1, order()), Trace.start())
                .block(LIMIT);
    }

    static OrderRecord record(String restaurant, String orderId, long version, OrderEvent event) {
        String id = DerivedId.of(restaurant, orderId, version);
        return new OrderRecord(Envelope.of(Topics.ORDERS_EVENTS, restaurant, id), orderId, version, "call", event);
    }

    /** Two dishes, made to the guest's wish: about what a telephone order is. */
    static OrderPlaced order() {
        OrderLine burger = new OrderLine(
                "1",
                "burger",
                "Cheeseburger",
                "grill",
                2,
                1050,
                2100,
                List.of(),
                List.of(new Extra("bacon", "bacon", "extra", 180)),
                List.of(new RemovedIngredient("onion", "onions")),
                null);
        OrderLine fries =
                new OrderLine("2", "fries", "Fries", "fryer", 1, 420, 420, List.of(), List.of(), List.of(), null);
        return new OrderPlaced(
                AudioSource.PHONE,
                null,
                "+33611223344",
                "Ada",
                "en",
                List.of(burger, fries),
                2520,
                "EUR",
                "pickup",
                null,
                null);
    }

    @Override
    public void close() {
        if (service != null) {
            service.close();
        }
        if (log != null) {
            log.close();
        }
        database.close();
        if (kafka != null) {
            kafka.close();
        }
    }
}

package dev.sotto.analytics;

import dev.sotto.analytics.erasure.ErasureWork;
import dev.sotto.analytics.erasure.HistoryErasure;
import dev.sotto.analytics.hot.HotStore;
import dev.sotto.analytics.http.PageRoutes;
import dev.sotto.analytics.http.ReconcileRoutes;
import dev.sotto.analytics.http.ReplayRoutes;
import dev.sotto.analytics.http.SavedRoutes;
import dev.sotto.analytics.http.SqlRoutes;
import dev.sotto.analytics.lake.LakeDoor;
import dev.sotto.analytics.query.Questions;
import dev.sotto.analytics.reconcile.Reconciler;
import dev.sotto.analytics.rollup.RollUp;
import dev.sotto.analytics.saved.SavedQuestions;
import dev.sotto.analytics.upkeep.Upkeep;
import dev.sotto.analytics.wire.PostgresWire;
import dev.sotto.log.EventLog;
import dev.sotto.log.Forgotten;
import dev.sotto.log.StateTable;
import dev.sotto.log.Topics;
import dev.sotto.log.replay.Replayer;
import dev.sotto.log.replay.Replays;
import dev.sotto.schemas.erasure.ErasureRecord;
import dev.sotto.web.SafeHeaders;
import dev.sotto.web.WholeRequests;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Keeps the history of orders, transcripts and calls, and answers SQL about it. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(AnalyticsSettings.class)
public class AnalyticsApplication {

    public static void main(String[] args) {
        SpringApplication service = new SpringApplication(AnalyticsApplication.class);
        service.setDefaultProperties(Map.of(
                "server.port", "8084",
                "management.endpoints.web.exposure.include", "health,prometheus",
                "management.endpoint.health.show-details", "always",
                "logging.level.org.apache.iceberg", "warn",
                "logging.level.org.apache.hadoop", "error"));
        service.run(args);
    }

    @Bean
    EventLog eventLog(AnalyticsSettings settings, MeterRegistry meters) {
        return EventLog.open(settings.kafka(), "analytics-sink", meters);
    }

    @Bean
    LakeDoor lakeDoor(AnalyticsSettings settings) {
        return new LakeDoor(settings.lake());
    }

    @Bean
    HotStore hotStore(AnalyticsSettings settings) {
        return new HotStore(settings.hot());
    }

    @Bean
    Questions questions(AnalyticsSettings settings, LakeDoor door, HotStore hot, MeterRegistry meters) {
        return new Questions(settings.query(), door.lakeSoon(), hot, meters);
    }

    @Bean
    RouterFunction<ServerResponse> sqlRoutes(Questions questions, AnalyticsSettings settings) {
        return new SqlRoutes(questions, settings.query().tokens()).routes();
    }

    @Bean
    SavedQuestions savedQuestions(AnalyticsSettings settings) {
        return new SavedQuestions(settings.hot());
    }

    @Bean
    RouterFunction<ServerResponse> savedRoutes(SavedQuestions saved, Questions questions, AnalyticsSettings settings) {
        return new SavedRoutes(saved, questions, settings.query().tokens()).routes();
    }

    @Bean
    RouterFunction<ServerResponse> pageRoutes() {
        return new PageRoutes().routes();
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    WholeRequests wholeRequests() {
        return new WholeRequests();
    }

    @Bean
    SafeHeaders safeHeaders() {
        return new SafeHeaders();
    }

    @Bean
    SinkWork sinkWork(
            EventLog log,
            LakeDoor door,
            HotStore hot,
            Questions questions,
            StateTable<ErasureRecord> erasures,
            AnalyticsSettings settings,
            MeterRegistry meters) {
        return new SinkWork(log, door, hot, questions, Forgotten.known(erasures), settings, meters);
    }

    @Bean
    StateTable<ErasureRecord> erasures(EventLog log) {
        return log.table(Topics.PRIVACY_ERASURES);
    }

    @Bean
    ErasureWork erasureWork(
            EventLog log,
            StateTable<ErasureRecord> erasures,
            LakeDoor door,
            HotStore hot,
            Questions questions,
            AnalyticsSettings settings) {
        HistoryErasure erasure = new HistoryErasure(door, hot, questions);
        return new ErasureWork(log, erasures, erasure, questions, settings.group(), settings.commitInterval());
    }

    @Bean
    RollUp rollUp(Questions questions, AnalyticsSettings settings, MeterRegistry meters) {
        return new RollUp(questions, settings.upkeep().rollUpEvery(), meters);
    }

    @Bean
    Upkeep upkeep(LakeDoor door, HotStore hot, RollUp rollUp, AnalyticsSettings settings, MeterRegistry meters) {
        return new Upkeep(door, hot, rollUp, settings.upkeep(), meters);
    }

    @Bean
    Reconciler reconciler(LakeDoor door, Questions questions, AnalyticsSettings settings, MeterRegistry meters) {
        return new Reconciler(door, settings.hot(), settings.reconcile(), questions, meters);
    }

    @Bean
    RouterFunction<ServerResponse> reconcileRoutes(Reconciler reconciler, AnalyticsSettings settings) {
        return new ReconcileRoutes(reconciler, settings.query().tokens()).routes();
    }

    @Bean
    Replays replays(EventLog log) {
        return new Replays(log);
    }

    @Bean
    Replayer replayer(EventLog log, Replays replays, AnalyticsSettings settings) {
        return new Replayer(settings.kafka(), log, replays, settings.group());
    }

    @Bean
    RouterFunction<ServerResponse> replayRoutes(Replays replays, AnalyticsSettings settings) {
        return new ReplayRoutes(replays, settings.query().tokens()).routes();
    }

    @Bean
    PostgresWire postgresWire(Questions questions, AnalyticsSettings settings) {
        return new PostgresWire(settings.wire(), settings.query(), questions);
    }

    @Bean
    SinkHealth sinkHealth(EventLog log, LakeDoor door, HotStore hot, SinkWork work) {
        return new SinkHealth(log, door, hot, work);
    }
}

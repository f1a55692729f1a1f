package dev.sotto.dialogue;

import dev.sotto.dialogue.colleague.Colleagues;
import dev.sotto.log.EventLog;
import dev.sotto.log.StateTable;
import dev.sotto.schemas.dialogue.DialogueState;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The dialogue stage, put together. Needs an {@link EventLog}, the tables of restaurants and dialogues, and a
 * {@link Voice}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DialogueSettings.class)
public class DialogueConfiguration {
    @Bean(destroyMethod = "dispose")
    Scheduler dialogueLanes() {
        return Schedulers.newParallel("dialogue-lane", 2);
    }

    @Bean
    DialogueMetrics dialogueMetrics(MeterRegistry registry) {
        return new DialogueMetrics(registry);
    }

    @Bean
    Colleagues colleagues(DialogueSettings settings, MeterRegistry registry) {
        return new Colleagues(settings.colleagues(), System::getenv, registry, InstantSource.system());
    }

    @Bean
    DialogueLife dialogueLife(
            DialogueSettings settings,
            EventLog log,
            StateTable<RestaurantConfig> restaurants,
            StateTable<DialogueState> dialogues,
            Voice voice,
            Colleagues colleagues,
            DialogueMetrics metrics,
            Scheduler dialogueLanes) {
        return new DialogueLife(
                new DialogueStage(log, restaurants, dialogues, voice, colleagues, settings, metrics, dialogueLanes));
    }

    @Bean
    DialogueHealth dialogueHealthIndicator(
            DialogueLife life,
            DialogueMetrics metrics,
            Colleagues colleagues,
            StateTable<RestaurantConfig> restaurants,
            StateTable<DialogueState> dialogues) {
        return new DialogueHealth(life, metrics, colleagues, restaurants, dialogues);
    }
}

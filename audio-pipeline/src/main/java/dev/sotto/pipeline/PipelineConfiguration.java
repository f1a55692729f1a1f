package dev.sotto.pipeline;

import dev.sotto.log.EventLog;
import dev.sotto.log.StateTable;
import dev.sotto.schemas.RestaurantConfig;
import dev.sotto.schemas.Topics;
import dev.sotto.speech.voice.Speech;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What both stages share: the log, and the restaurants as they are now. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PipelineSettings.class)
class PipelineConfiguration {
    @Bean
    EventLog eventLog(PipelineSettings settings, MeterRegistry meters) {
        return EventLog.open(settings.kafka().toLogSettings(), meters);
    }

    @Bean
    StateTable<RestaurantConfig> restaurants(EventLog log) {
        return log.table(Topics.RESTAURANTS_CONFIG);
    }

    /** The dialogue speaks with the speech stage's voice, and neither knows the other. */
    @Bean
    dev.sotto.dialogue.Voice dialogueVoice(dev.sotto.speech.voice.Voice voice) {
        return (sentence, language, rate) -> voice.speak(sentence, language, rate).map(Speech::audio);
    }
}

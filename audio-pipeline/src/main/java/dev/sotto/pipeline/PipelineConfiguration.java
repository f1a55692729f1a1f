package dev.sotto.pipeline;

import dev.sotto.log.EventLog;
import dev.sotto.log.StateTable;
import dev.sotto.log.Topics;
import dev.sotto.schemas.dialogue.DialogueState;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import dev.sotto.speech.voice.Speech;
import dev.sotto.speech.voice.Voice;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What both stages share: the log, the restaurants and the conversations as they are now. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PipelineSettings.class)
class PipelineConfiguration {
    @Bean
    EventLog eventLog(PipelineSettings settings, MeterRegistry meters) {
        return EventLog.open(settings.kafka(), "audio-pipeline", meters);
    }

    @Bean
    StateTable<RestaurantConfig> restaurants(EventLog log) {
        return log.table(Topics.RESTAURANTS_CONFIG);
    }

    /** The dialogue keeps it; speech hears by it what was asked. */
    @Bean
    StateTable<DialogueState> dialogues(EventLog log) {
        return log.table(Topics.DIALOGUE_STATE);
    }

    /** The dialogue speaks with the voice of the speech stage, and neither package knows the other. */
    @Bean
    dev.sotto.dialogue.Voice dialogueVoice(Voice voice) {
        return (sentence, language, sampleRateHz) ->
                voice.speak(sentence, language, sampleRateHz).map(Speech::audio);
    }
}

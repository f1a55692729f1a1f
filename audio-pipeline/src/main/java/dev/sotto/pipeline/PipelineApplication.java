package dev.sotto.pipeline;

import dev.sotto.dialogue.DialogueConfiguration;
import dev.sotto.speech.SpeechConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Runs the stages of the audio pipeline as one process. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({PipelineConfiguration.class, SpeechConfiguration.class, DialogueConfiguration.class})
public class PipelineApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(PipelineApplication.class, arguments);
    }
}

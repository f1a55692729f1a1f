package dev.sotto.speech;

import dev.sotto.stage.StageLife;
import reactor.core.publisher.Mono;

/** The life of the speech stage, by its type. */
final class SpeechLife extends StageLife {
    SpeechLife(SpeechStage stage) {
        super("speech", Mono.defer(stage::run));
    }
}

package dev.sotto.dialogue;

import dev.sotto.stage.StageLife;
import reactor.core.publisher.Mono;

/** The life of the dialogue stage, by its type. */
final class DialogueLife extends StageLife {
    DialogueLife(DialogueStage stage) {
        super("dialogue", Mono.defer(stage::run));
    }
}

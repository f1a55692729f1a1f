package dev.sotto.dialogue.colleague;

import dev.sotto.dialogue.understand.Understood;
import reactor.core.publisher.Mono;

/** Somebody who reads what a guest said: our own engine, or a model elsewhere. */
interface Colleague {
    String name();

    /** Our engine's reading or a checked one; empty where he has none. Cancelling stops him. */
    Mono<Understood> read(HardTurn turn);
}

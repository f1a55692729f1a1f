package dev.sotto.dialogue.colleague;

import dev.sotto.dialogue.understand.Understood;
import reactor.core.publisher.Mono;

/** Our own understanding: always there, never late, costs nothing. */
final class OwnEngine implements Colleague {
    @Override
    public String name() {
        return "own";
    }

    @Override
    public Mono<Understood> read(HardTurn turn) {
        return Mono.fromSupplier(turn::ownReading);
    }
}

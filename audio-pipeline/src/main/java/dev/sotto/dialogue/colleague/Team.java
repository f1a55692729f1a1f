package dev.sotto.dialogue.colleague;

import dev.sotto.dialogue.colleague.desk.Ledger;
import dev.sotto.dialogue.understand.Understood;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Our own engine first; where that is at a loss the models, the cheapest first, until one has a reading that passes; and
 * our own again where none has in time. So whatever happens out there, a guest is answered, and never later than agreed.
 */
final class Team {
    private static final Logger LOG = LoggerFactory.getLogger(Team.class);

    /** A model knows the deadline itself; this is for what it does not know of. */
    private static final Duration GRACE = Duration.ofMillis(100);

    private final Colleague own;
    private final List<Model> models;
    private final Hardness hardness;
    private final Ledger ledger;
    private final UsageMeter meter;

    Team(Colleague own, List<Model> models, Hardness hardness, Ledger ledger, UsageMeter meter) {
        this.own = own;
        this.models = models;
        this.hardness = hardness;
        this.ledger = ledger;
        this.meter = meter;
    }

    /** Empty where our own reading is good enough or the best there is. */
    Mono<Understood> read(HardTurn turn) {
        return own.read(turn)
                .filter(reading -> hardness.isHard(reading, turn.text()))
                .flatMap(_ -> askAround(turn));
    }

    List<Model> models() {
        return models;
    }

    private Mono<Understood> askAround(HardTurn turn) {
        List<Model> affordable = affordable(turn.restaurantId());
        if (affordable.isEmpty()) {
            meter.settled("budget");
            return Mono.empty();
        }
        Duration left = Duration.between(Instant.now(), turn.deadline()).plus(GRACE);
        return Flux.fromIterable(affordable)
                .concatMap(model -> model.read(turn).onErrorResume(failure -> passedOn(model, failure)), 1)
                .next()
                .timeout(left.isPositive() ? left : Duration.ZERO, Mono.fromRunnable(() -> meter.settled("late")))
                .doOnSuccess(reading -> meter.settled(reading == null ? "own" : "colleague"));
    }

    private Mono<Understood> passedOn(Model model, Throwable failure) {
        meter.settled("failed");
        LOG.warn("{} The turn goes on without {}.", failure.getMessage(), model.name());
        return Mono.empty();
    }

    private List<Model> affordable(String restaurantId) {
        return switch (ledger.standing(restaurantId)) {
            case WELL -> models;
            case THRIFT -> models.subList(0, Math.min(1, models.size()));
            case SPENT -> List.of();
        };
    }
}

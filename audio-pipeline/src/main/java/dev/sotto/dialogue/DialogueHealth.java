package dev.sotto.dialogue;

import dev.sotto.dialogue.colleague.Colleagues;
import dev.sotto.log.StateTable;
import dev.sotto.schemas.dialogue.DialogueState;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.util.stream.Stream;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Says in a sentence what keeps callers from being answered. */
final class DialogueHealth implements HealthIndicator {
    private final DialogueLife life;
    private final DialogueMetrics metrics;
    private final Colleagues colleagues;
    private final StateTable<RestaurantConfig> restaurants;
    private final StateTable<DialogueState> states;

    DialogueHealth(
            DialogueLife life,
            DialogueMetrics metrics,
            Colleagues colleagues,
            StateTable<RestaurantConfig> restaurants,
            StateTable<DialogueState> states) {
        this.life = life;
        this.metrics = metrics;
        this.colleagues = colleagues;
        this.restaurants = restaurants;
        this.states = states;
    }

    @Override
    public Health health() {
        int known = restaurants.values().size();
        String none = known == 0 ? "No restaurant is known: nobody has written to restaurants.config." : "";
        String problem = Stream.of(life.problem(), metrics.voiceProblem(), none)
                .filter(sentence -> !sentence.isEmpty())
                .findFirst()
                .orElse("");
        Health.Builder health = problem.isEmpty() ? Health.up() : Health.down().withDetail("problem", problem);
        // Without colleagues guests are still understood, only not as well.
        if (!colleagues.problem().isEmpty()) {
            health.withDetail("colleagues", colleagues.problem());
        }
        return health.withDetail("restaurants", known)
                .withDetail("conversations", states.values().size())
                .build();
    }
}

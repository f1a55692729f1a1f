package dev.sotto.speech;

import dev.sotto.log.StateTable;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import dev.sotto.speech.engine.SpeechEngine;
import dev.sotto.speech.engine.SpeechEngine.Readiness;
import dev.sotto.speech.voice.Espeak;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Says in a sentence what keeps callers from being heard or answered. A language without an engine is told but does not
 * make the stage unhealthy: its callers are told too, and everybody else is heard.
 */
final class SpeechHealth implements HealthIndicator {
    private final BiFunction<String, String, SpeechEngine> engines;
    private final Espeak espeak;
    private final StateTable<RestaurantConfig> restaurants;
    private final SpeechLife life;

    SpeechHealth(
            BiFunction<String, String, SpeechEngine> engines,
            Espeak espeak,
            StateTable<RestaurantConfig> restaurants,
            SpeechLife life) {
        this.engines = engines;
        this.espeak = espeak;
        this.restaurants = restaurants;
        this.life = life;
    }

    @Override
    public Health health() {
        List<String> problems = new ArrayList<>();
        problems.add(life.problem());
        problems.add(problem("", "en"));
        problems.add(espeak.problem());
        problems.removeIf(String::isEmpty);
        List<String> unheard = restaurants.values().stream()
                .map(restaurant -> problem(restaurant.id(), restaurant.language()))
                .distinct()
                .filter(problem -> !problem.isEmpty() && !problems.contains(problem))
                .toList();
        Health.Builder health = problems.isEmpty() ? Health.up() : Health.down();
        List<String> says = new ArrayList<>(problems);
        says.addAll(unheard);
        return health.withDetail("says", says.isEmpty() ? "Callers are heard and answered." : String.join(" ", says))
                .withDetail("engine", engines.apply("", "en").name())
                .build();
    }

    private String problem(String restaurantId, String language) {
        return switch (engines.apply(restaurantId, language).readiness(language)) {
            case Readiness.Ready() -> "";
            case Readiness.NotReady(String reason) -> reason;
        };
    }
}

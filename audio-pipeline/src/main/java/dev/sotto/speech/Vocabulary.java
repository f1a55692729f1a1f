package dev.sotto.speech;

import dev.sotto.schemas.restaurant.RestaurantConfig;
import dev.sotto.speech.engine.SpeechContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is said in each restaurant, from its configuration as it is now: the next turn already knows a new dish. */
final class Vocabulary implements Function<String, SpeechContext> {
    private final Function<String, @Nullable RestaurantConfig> restaurants;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(RestaurantConfig restaurant, SpeechContext context) {}

    Vocabulary(Function<String, @Nullable RestaurantConfig> restaurants) {
        this.restaurants = restaurants;
    }

    @Override
    public SpeechContext apply(String restaurantId) {
        RestaurantConfig now = restaurants.apply(restaurantId);
        if (now == null) {
            known.remove(restaurantId);
            return SpeechContext.general("en");
        }
        return known.compute(
                        restaurantId,
                        (_, old) ->
                                old != null && old.restaurant.equals(now) ? old : new Known(now, MenuSpeech.of(now)))
                .context;
    }
}

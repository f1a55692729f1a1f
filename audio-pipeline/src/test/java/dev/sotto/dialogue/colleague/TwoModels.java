package dev.sotto.dialogue.colleague;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.dialogue.Menus;
import dev.sotto.dialogue.understand.Understander;
import dev.sotto.dialogue.understand.Understood;
import dev.sotto.log.Topics;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.audio.AudioSource;
import dev.sotto.schemas.dialogue.DialogueState;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Two models on this machine that speak the real wire format, and who asks them. */
class TwoModels {
    static final Duration SOON = Duration.ofSeconds(20);
    static final String HARD = "one of those thingies with a slab of meat";
    static final String BURGER = "{\"item\":\"classic-burger\",\"quantity\":1}";

    final ScriptedModel small = new ScriptedModel();
    final ScriptedModel large = new ScriptedModel();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final RestaurantConfig restaurant = Menus.english();
    final Understander understander = new Understander(restaurant, "en");
    Colleagues colleagues = colleagues(Map.of());

    @AfterEach
    void close() {
        small.close();
        large.close();
    }

    @Nullable
    Understood read(String text) {
        return colleagues.read(state(), understander, text).block(SOON);
    }

    List<DraftLine> lines(String text) {
        Understood understood = read(text);
        assertThat(understood).isNotNull();
        return understood.lines();
    }

    DialogueState state() {
        return DialogueState.begun(
                Envelope.of(Topics.DIALOGUE_STATE, restaurant.id(), "e"),
                "call",
                AudioSource.PHONE,
                "en",
                "+33155550177",
                null,
                0);
    }

    Colleagues colleagues(Map<String, String> more) {
        Colleagues asked = new Colleagues(
                settings(more), name -> "MY_KEY".equals(name) ? "secret" : null, meters, InstantSource.system());
        asked.booksRead();
        return asked;
    }

    ColleagueSettings settings(Map<String, String> more) {
        Map<String, String> all = new java.util.HashMap<>(Map.of(
                "dialogue.colleagues.models.small.stall", "3s",
                "dialogue.colleagues.models.large.stall", "3s",
                "dialogue.colleagues.ask", "small,large",
                "dialogue.colleagues.models.small.url", small.url(),
                "dialogue.colleagues.models.small.model", "mini",
                "dialogue.colleagues.patience", "15s",
                "dialogue.colleagues.models.small.euros-per-million-read", "0.5",
                "dialogue.colleagues.models.small.euros-per-million-written", "2",
                "dialogue.colleagues.models.large.url", large.url(),
                "dialogue.colleagues.models.large.model", "maxi"));
        all.putAll(more);
        return new Binder(new MapConfigurationPropertySource(all))
                .bindOrCreate("dialogue.colleagues", ColleagueSettings.class);
    }

    static String yaml() {
        try {
            return java.nio.file.Files.readString(
                    java.nio.file.Path.of("..", "infra", "restaurants", "harbour-grill.yaml"));
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}

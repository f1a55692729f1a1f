package dev.sotto.dialogue.conversation.turn;

import dev.sotto.dialogue.conversation.wording.Phrasebook;
import dev.sotto.dialogue.conversation.wording.Say;
import dev.sotto.dialogue.conversation.wording.Wording;
import dev.sotto.dialogue.menu.Carte;
import dev.sotto.dialogue.understand.Understander;
import dev.sotto.dialogue.understand.Understood;
import dev.sotto.dialogue.understand.draft.Focus;
import dev.sotto.schemas.restaurant.Counter;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One restaurant as its guests talk to it: its file, its menu, its ear and its words. */
public record House(
        Understander understander,
        Carte carte,
        RestaurantConfig config,
        Wording wording,
        Phrasebook phrasebook,
        ReadBack readBack) {
    public static House of(Understander understander, String language) {
        Carte carte = understander.carte();
        Wording wording = Wording.of(language);
        return new House(
                understander, carte, carte.config(), wording, Phrasebook.of(language), new ReadBack(carte, wording));
    }

    public Counter counter() {
        return Objects.requireNonNullElse(config.counter(), Counter.PLAIN);
    }

    public String say(Say which, String... parts) {
        return phrasebook.say(which, parts);
    }

    public Understood understand(TurnPlan plan, Heard.Words words) {
        return understand(plan, words, null);
    }

    /** @param focus the question just asked, or null */
    public Understood understand(TurnPlan plan, Heard.Words words, @Nullable Focus focus) {
        Understood theirs = plan.reading(words.text());
        Understood understood = theirs != null
                ? theirs
                : understander.reply(
                        words.said(),
                        String.join(" ", plan.before().turn().sentences()),
                        plan.state().lines(),
                        plan.state().linesEver(),
                        focus);
        plan.understood(understood);
        return understood;
    }
}

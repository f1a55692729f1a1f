package dev.sotto.dialogue.understand;

import dev.sotto.dialogue.understand.draft.Focus;
import dev.sotto.dialogue.understand.guest.Context;
import dev.sotto.dialogue.understand.guest.Intent;
import dev.sotto.dialogue.understand.pace.Pace;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.util.List;
import java.util.stream.Collectors;

/** Utterances one after another to one understander, and the order they make in a few signs. */
final class Said {
    private final Understander understander;
    private Understood last = new Understood(
            List.of(),
            0,
            false,
            Intent.NONE,
            List.of(),
            Context.NONE,
            null,
            java.util.Set.of(),
            Pace.NONE,
            false,
            1,
            List.of());

    Said(RestaurantConfig menu) {
        this.understander = new Understander(menu, menu.language());
    }

    Said say(String turns) {
        for (String turn : turns.split(" / ", -1)) {
            Focus focus = Focus.open(understander.carte(), last.lines());
            last = understander.understand(turn, last.lines(), last.linesEver(), focus);
        }
        return this;
    }

    Understood understood() {
        return last;
    }

    /** For example {@code 2 fries(size=large) +ketchup -salt; 1 cola}. */
    String order() {
        return last.lines().stream().map(Said::line).collect(Collectors.joining("; "));
    }

    private static String line(DraftLine line) {
        StringBuilder text = new StringBuilder(line.quantity() + " " + line.itemId());
        if (!line.options().isEmpty()) {
            text.append(line.options().entrySet().stream()
                    .map(option -> option.getKey() + "=" + String.join("+", option.getValue()))
                    .collect(Collectors.joining(",", "(", ")")));
        }
        line.added().forEach((id, portions) -> text.append(" +").append(id).append(portions > 1 ? "*" + portions : ""));
        line.removed().forEach(id -> text.append(" -").append(id));
        return text.toString();
    }
}

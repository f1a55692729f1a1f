package dev.sotto.dialogue.understand.draft;

import dev.sotto.dialogue.menu.Carte;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.restaurant.OptionGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The question that was just asked: an answer of one word belongs to this line and this choice.
 *
 * @param groupId the choice; empty where something else of the line was asked about
 */
public record Focus(String lineId, String groupId) {

    /** The first choice of these lines that has to be asked about; null where nothing is missing. */
    public static @Nullable Focus open(Carte carte, List<DraftLine> lines) {
        for (DraftLine line : lines) {
            if (Carte.lacksHalf(line)) {
                return new Focus(line.lineId(), Carte.HALF);
            }
            OptionGroup group = carte.missing(line).orElse(null);
            if (group != null) {
                return new Focus(line.lineId(), group.id());
            }
        }
        return null;
    }
}

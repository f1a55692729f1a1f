package dev.sotto.schemas.operation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls go through the stages of now again.
 *
 * @param fromSound whether they are heard anew; else the words are taken as they were
 * @param engines who hears; empty for whoever hears live calls
 * @param menu a restaurant's file, in the place of what is published of it; null for none
 */
public record RerunTask(
        boolean fromSound, List<String> engines, @Nullable String menu) implements ReplayTask {

    public RerunTask {
        engines = List.copyOf(engines);
    }
}

package dev.sotto.remote;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The key of a service elsewhere: never a setting, always an environment variable, of which settings have the name. */
public final class Key {
    private Key() {}

    /** The key, or an empty string where there is none or none is needed; {@code usualVariable} may be empty. */
    public static String read(
            UnaryOperator<@Nullable String> environment, @Nullable String ownVariable, String usualVariable) {
        String variable = ownVariable == null ? usualVariable : ownVariable;
        String key = variable.isEmpty() ? "" : environment.apply(variable);
        return key == null ? "" : key.strip();
    }
}

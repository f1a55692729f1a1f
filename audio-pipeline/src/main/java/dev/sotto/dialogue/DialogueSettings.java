package dev.sotto.dialogue;

import dev.sotto.dialogue.colleague.ColleagueSettings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Everything that can be set about conversations.
 *
 * @param lanes calls answered at the same time; an answer takes milliseconds, most of it waiting for the log
 * @param patience how long words wait for the call they belong to after a restart
 * @param forgetAfter how long a conversation that is over is remembered; longer than the log takes to commit what was
 *     acknowledged, so that a record that comes again finds it closed
 * @param colleagues language models that are asked about hard turns; nobody, where none are named
 */
@ConfigurationProperties("dialogue")
public record DialogueSettings(
        @DefaultValue("64") int lanes,
        @DefaultValue("15s") Duration patience,
        @DefaultValue("60s") Duration forgetAfter,
        @DefaultValue ColleagueSettings colleagues) {

    public DialogueSettings {
        require(lanes >= 1 && lanes <= 10_000, "lanes must be 1 to 10000", lanes);
        require(patience.isPositive(), "patience must be longer than nothing", patience);
        require(forgetAfter.isPositive(), "forget-after must be longer than nothing", forgetAfter);
    }

    private static void require(boolean holds, String rule, Object value) {
        if (!holds) {
            throw new IllegalArgumentException("dialogue." + rule + ", not '" + value + "'.");
        }
    }
}

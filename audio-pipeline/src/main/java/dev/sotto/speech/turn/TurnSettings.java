package dev.sotto.speech.turn;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a turn begins and ends, in milliseconds of heard sound. The pause that ends a turn depends on what was said; shorter
 * cuts slow speakers, longer makes everybody wait.
 *
 * @param answeredMillis after a yes, a no, a "please": what is usually the last word
 * @param orderedMillis after a dish or anything else that may stand at the end
 * @param endpointMillis when nothing is known of the words
 * @param unfinishedMillis after "and", "with", a number: where nobody stops
 * @param pauseMillis silence after which the turn so far is decoded, so that its end finds the text ready
 * @param longestTurnMillis a turn is cut here, so that a noisy line cannot fill memory
 * @param silenceMillis how often silence is reported while nobody speaks; who was not answered yet is given twice as long
 * @param interruptible whether we fall silent when somebody speaks while we do
 */
public record TurnSettings(
        @DefaultValue("340") int answeredMillis,
        @DefaultValue("400") int orderedMillis,
        @DefaultValue("640") int endpointMillis,
        @DefaultValue("1100") int unfinishedMillis,
        @DefaultValue("160") int pauseMillis,
        @DefaultValue("20000") int longestTurnMillis,
        @DefaultValue("8000") int silenceMillis,
        @DefaultValue("true") boolean interruptible) {

    public static final TurnSettings DEFAULT = new TurnSettings(340, 400, 640, 1100, 160, 20_000, 8_000, true);

    public TurnSettings {
        require(endpointMillis >= 200 && endpointMillis <= 3000, "endpoint-millis must be 200 to 3000", endpointMillis);
        require(
                pauseMillis >= 100 && pauseMillis <= answeredMillis,
                "pause-millis must be at least 100 and at most answered-millis",
                pauseMillis);
        require(
                answeredMillis <= orderedMillis
                        && orderedMillis <= endpointMillis
                        && endpointMillis <= unfinishedMillis,
                "answered-millis, ordered-millis, endpoint-millis and unfinished-millis must not decrease; answered-millis is",
                answeredMillis);
        require(unfinishedMillis <= 3000, "unfinished-millis must be at most 3000", unfinishedMillis);
        require(
                longestTurnMillis >= 2000 && longestTurnMillis <= 60_000,
                "longest-turn-millis must be 2000 to 60000",
                longestTurnMillis);
        require(silenceMillis >= 1000, "silence-millis must be at least 1000", silenceMillis);
    }

    int millis(Patience patience) {
        return switch (patience) {
            case ANSWERED -> answeredMillis;
            case ORDERED -> orderedMillis;
            case UNSURE -> endpointMillis;
            case UNFINISHED -> unfinishedMillis;
        };
    }

    private static void require(boolean holds, String rule, int value) {
        if (!holds) {
            throw new IllegalArgumentException("speech.turn." + rule + ", not " + value + ".");
        }
    }
}

package dev.sotto.speech.turn;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a turn begins and ends, in milliseconds of heard sound.
 *
 * @param endpointMillis silence that ends a turn; shorter cuts slow speakers, longer makes everybody wait
 * @param pauseMillis silence after which the turn so far is already decoded, so that its end finds the text ready
 * @param longestTurnMillis a turn is cut here, so that a noisy line cannot fill memory
 * @param silenceMillis how often silence is reported while nobody speaks
 */
public record TurnSettings(
        @DefaultValue("660") int endpointMillis,
        @DefaultValue("260") int pauseMillis,
        @DefaultValue("20000") int longestTurnMillis,
        @DefaultValue("8000") int silenceMillis) {

    public static final TurnSettings DEFAULT = new TurnSettings(660, 260, 20_000, 8_000);

    public TurnSettings {
        require(endpointMillis >= 200 && endpointMillis <= 3000, "endpoint-millis must be 200 to 3000", endpointMillis);
        require(
                pauseMillis >= 100 && pauseMillis < endpointMillis,
                "pause-millis must be at least 100 and below endpoint-millis",
                pauseMillis);
        require(
                longestTurnMillis >= 2000 && longestTurnMillis <= 60_000,
                "longest-turn-millis must be 2000 to 60000",
                longestTurnMillis);
        require(silenceMillis >= 1000, "silence-millis must be at least 1000", silenceMillis);
    }

    private static void require(boolean holds, String rule, int value) {
        if (!holds) {
            throw new IllegalArgumentException("speech.turn." + rule + ", not " + value + ".");
        }
    }
}

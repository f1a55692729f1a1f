package dev.sotto.dialogue.colleague;

import dev.sotto.dialogue.colleague.chat.ModelSettings;
import dev.sotto.dialogue.colleague.desk.BudgetSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who is asked about turns that we do not understand ourselves.
 *
 * @param ask names of models, the cheapest first; none asks nobody, and nothing needs a key then
 * @param models what each name stands for
 * @param sureEnough a turn understood with less confidence is hard; 0.75 is one word in five unknown
 * @param patience how long a guest waits for colleagues in one turn, all of them together
 * @param ahead whether they are asked while the guest may still be speaking, when his words have not changed for a moment
 * @param remembered answers kept, so that the same words about the same menu are asked once
 * @param rememberFor how long
 */
public record ColleagueSettings(
        @DefaultValue List<String> ask,
        @DefaultValue Map<String, ModelSettings> models,
        @DefaultValue("0.75") double sureEnough,
        @DefaultValue("2500ms") Duration patience,
        @DefaultValue("true") boolean ahead,
        @DefaultValue("10000") int remembered,
        @DefaultValue("1h") Duration rememberFor,
        @DefaultValue BudgetSettings budget) {

    public ColleagueSettings {
        require(sureEnough >= 0 && sureEnough <= 1, "sure-enough must be 0 to 1", sureEnough);
        require(patience.isPositive(), "patience must be longer than nothing", patience);
        require(remembered >= 0, "remembered must not be below 0", remembered);
        require(rememberFor.isPositive(), "remember-for must be longer than nothing", rememberFor);
        for (String name : ask) {
            require(models.containsKey(name), "ask must name models that are set under models", name);
        }
    }

    private static void require(boolean holds, String rule, Object value) {
        if (!holds) {
            throw new IllegalArgumentException("dialogue.colleagues." + rule + ", not '" + value + "'.");
        }
    }
}

package dev.sotto.dialogue.menu;

import dev.sotto.schemas.restaurant.Counter;
import dev.sotto.schemas.restaurant.FrequentQuestion;
import dev.sotto.schemas.restaurant.MenuItem;
import dev.sotto.schemas.restaurant.rules.Suggestion;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The part of a restaurant's file that says what is asked, offered and allowed at the telephone. */
final class CounterReader {
    private static final Set<String> SERVICES = Set.of("pickup", "delivery", "dine_in");
    private static final Set<String> ASKS = Set.of("name", "phone", "time", "address");

    private final Problems problems;
    private final Set<String> items;

    CounterReader(Problems problems, List<MenuItem> items) {
        this.problems = problems;
        this.items = items.stream().map(MenuItem::id).collect(Collectors.toSet());
    }

    Counter read(Fields fields) {
        return new Counter(
                words(fields, "services", SERVICES),
                words(fields, "asks", ASKS),
                fields.countOrNull("amendMinutes"),
                upsell(fields),
                fields.countOrNull("largestParty"),
                fields.countOrNull("claimDays"),
                fields.list("questions", this::question));
    }

    private @Nullable String upsell(Fields fields) {
        String item = fields.textOrNull("upsell");
        if (item != null && !items.contains(item)) {
            problems.add(fields.at("upsell"), "there is no item \"" + item + "\"", Suggestion.of(item, items));
        }
        return item;
    }

    private FrequentQuestion question(Fields fields) {
        List<String> asks = fields.texts("asks");
        if (asks.isEmpty()) {
            problems.add(fields.at("asks"), "is missing: nobody can ask this", "add asks: [parking, park]");
        }
        return new FrequentQuestion(asks, fields.text("answer"));
    }

    private List<String> words(Fields fields, String key, Set<String> allowed) {
        List<String> words = fields.texts(key);
        words.stream()
                .filter(word -> !allowed.contains(word))
                .forEach(word -> problems.add(
                        fields.at(key), "\"" + word + "\" is not known here", Suggestion.of(word, allowed)));
        return words;
    }
}

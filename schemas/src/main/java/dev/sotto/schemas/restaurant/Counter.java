package dev.sotto.schemas.restaurant;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is asked, offered and allowed at the telephone beyond the order itself; null means that there is no such thing. */
public record Counter(
        List<String> services,
        List<String> asks,
        @Nullable Integer amendMinutes,
        @Nullable String upsell,
        @Nullable Integer largestParty,
        @Nullable Integer claimDays,
        List<FrequentQuestion> questions) {
    /** Orders are taken, and nothing else. */
    public static final Counter PLAIN = new Counter(List.of(), List.of(), null, null, null, null, List.of());

    public Counter {
        services = List.copyOf(services);
        asks = List.copyOf(asks);
        questions = List.copyOf(questions);
    }
}

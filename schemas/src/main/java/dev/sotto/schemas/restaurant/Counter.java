package dev.sotto.schemas.restaurant;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is asked, offered and allowed at the telephone beyond the order itself; null means that there is no such thing. */
public record Counter(
        List<String> services,
        List<String> asks,
        @Nullable Integer amendMinutes,
        @Nullable String upsell,
        @Nullable Integer largestParty) {

    public Counter {
        services = List.copyOf(services);
        asks = List.copyOf(asks);
    }
}

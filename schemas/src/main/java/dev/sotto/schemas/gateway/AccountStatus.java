package dev.sotto.schemas.gateway;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How an account stands at its registrar; of a number in its address only the last two digits are told. */
public record AccountStatus(
        String restaurantId,
        String accountId,
        String address,
        AccountStanding standing,
        Instant since,
        @Nullable String registrar,
        @Nullable Instant until,
        @Nullable String problem) {}

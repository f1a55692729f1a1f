package dev.sotto.schemas.restaurant;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a restaurant hangs on the telephone network: its accounts, the people behind it, and what a full house says. */
public record Telephony(
        List<SipAccount> accounts,
        List<HumanContact> humans,
        @Nullable NoRoom noRoom) {

    public Telephony {
        accounts = List.copyOf(accounts);
        humans = List.copyOf(humans);
    }
}

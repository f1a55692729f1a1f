package dev.sotto.gateway.registration;

import dev.sotto.gateway.call.PhoneBook;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an account stands, for people who look.
 *
 * @param address the address of record, of a number only the last two digits
 * @param registrar where it is registered or was last tried; null before the first try
 * @param until when the registration lapses unless it is renewed; null when there is none
 * @param problem in a sentence what is wrong, null when nothing is
 */
public record RegistrationStatus(
        String restaurantId,
        String accountId,
        String address,
        Standing standing,
        @Nullable String registrar,
        @Nullable Instant until,
        @Nullable String problem) {

    static RegistrationStatus of(Account account, Standing standing, @Nullable String problem) {
        String address = masked(account.username()) + "@" + account.domain();
        return new RegistrationStatus(
                account.key().restaurantId(), account.key().accountId(), address, standing, null, null, problem);
    }

    /** An account that cannot even be tried. */
    static RegistrationStatus unusable(Account.Key key, String username, String problem) {
        return new RegistrationStatus(
                key.restaurantId(), key.accountId(), masked(username), Standing.REFUSED, null, null, problem);
    }

    private static String masked(String username) {
        return "sip:" + PhoneBook.masked(username);
    }

    RegistrationStatus at(Server server, Instant lapses) {
        return new RegistrationStatus(restaurantId, accountId, address, standing, server.toString(), lapses, problem);
    }

    /** From good to bad. */
    public enum Standing {
        REGISTERED,
        REGISTERING,
        LEAVING,
        /** The registrar is away or troubled; we go on trying. */
        FAILING,
        /** Somebody has to mend something: a password, an address, the size of this node. */
        REFUSED
    }
}

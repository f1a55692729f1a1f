package dev.sotto.gateway.transfer;

import dev.sotto.gateway.call.PhoneBook;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import dev.sotto.gateway.sip.message.SipUri;
import dev.sotto.schemas.restaurant.HumanContact;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import dev.sotto.schemas.restaurant.SipAccount;
import dev.sotto.schemas.restaurant.Telephony;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody a call may be handed to. Whoever could make us call any number would do it at the restaurant's expense: only
 * those the restaurant has written down are ever found.
 *
 * @param account what a number is dialled through; null for a SIP address, which is called directly
 */
record Human(String name, SipUri address, @Nullable SipAccount account) {

    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{2,15}");

    /**
     * Finds by name, or by exactly the target that is written down; the first one for an empty wish. Null when there is
     * nobody of that name, or his address cannot be called.
     */
    static @Nullable Human of(RestaurantConfig restaurant, String wish) {
        Telephony telephony = restaurant.telephony();
        if (telephony == null) {
            return null;
        }
        String wanted = wish.strip().toLowerCase(Locale.ROOT);
        return telephony.humans().stream()
                .filter(human -> wanted.isEmpty()
                        || human.name().equals(wanted)
                        || human.target().toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst()
                .map(human -> of(human, telephony.accounts()))
                .orElse(null);
    }

    private static @Nullable Human of(HumanContact human, List<SipAccount> accounts) {
        try {
            if (!NUMBER.matcher(human.target()).matches()) {
                SipUri address = SipUri.parse(human.target());
                return address.isSip() && !address.hasHeaders() ? new Human(human.name(), address, null) : null;
            }
            SipAccount through = accounts.stream()
                    .filter(account ->
                            human.account() == null || human.account().equals(account.id()))
                    .findFirst()
                    .orElse(null);
            return through == null
                    ? null
                    : new Human(human.name(), SipUri.parse("sip:" + human.target() + "@" + through.domain()), through);
        } catch (SipSyntaxException unreadable) {
            return null;
        }
    }

    /** For logs and events: a number shows its last two digits. */
    String masked() {
        String user = address.user();
        boolean number = NUMBER.matcher(user).matches();
        return "sip:" + (user.isEmpty() ? "" : (number ? PhoneBook.masked(user) : user) + "@") + address.host();
    }
}

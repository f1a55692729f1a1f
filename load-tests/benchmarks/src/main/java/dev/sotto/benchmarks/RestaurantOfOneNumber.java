package dev.sotto.benchmarks;

import dev.sotto.log.Topics;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.restaurant.Menu;
import dev.sotto.schemas.restaurant.OrderLimits;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import dev.sotto.schemas.restaurant.SipAccount;
import dev.sotto.schemas.restaurant.Telephony;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whom the calls of a load are for: it has a number and nothing on the menu. */
final class RestaurantOfOneNumber {

    static final String NUMBER = "100";

    private RestaurantOfOneNumber() {}

    static RestaurantConfig config() {
        return restaurant("load", NUMBER, null);
    }

    /** Called as its own id, with an account at a registrar of this machine. */
    static RestaurantConfig registered(String id, int registrarPort) {
        SipAccount account = new SipAccount(
                "main",
                id,
                null,
                "sip.example.com",
                List.of("127.0.0.1:" + registrarPort),
                null,
                "udp",
                "s",
                60,
                "MD5");
        return restaurant(id, id, new Telephony(List.of(account), List.of(), null));
    }

    private static RestaurantConfig restaurant(String id, String number, @Nullable Telephony telephony) {
        return new RestaurantConfig(
                Envelope.unique(Topics.RESTAURANTS_CONFIG, id),
                id,
                1,
                id,
                "en",
                "EUR",
                "Europe/Paris",
                List.of(number),
                List.of(),
                null,
                null,
                null,
                new OrderLimits(10, 20, null),
                new Menu(List.of(), List.of(), List.of(), List.of()),
                telephony,
                null,
                null);
    }
}

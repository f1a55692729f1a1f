package dev.sotto.local;

import dev.sotto.local.system.Addresses;
import dev.sotto.local.system.Credentials;
import dev.sotto.local.system.Health;
import dev.sotto.local.system.TokenIssuer;
import dev.sotto.local.system.Wiring;
import java.io.PrintWriter;

/** Prints every address of a running system, and what to do with it. */
final class Signboard {

    private Signboard() {}

    static void print(PrintWriter out, Addresses at, Credentials credentials, TokenIssuer tokens) {
        out.println();
        for (Addresses.Restaurant restaurant : at.restaurants()) {
            line(
                    out,
                    restaurant.name(),
                    "sip:" + restaurant.phoneNumber() + "@" + at.sip() + "  (" + restaurant.language() + ")");
            line(out, "  kitchen", kitchen(at, restaurant, credentials));
            line(out, "  manager", manager(at, restaurant, credentials));
            line(out, "  earpiece", at.gateway() + "/earpiece/#token=" + tokens.earpiece(restaurant.id()));
        }
        line(out, "New devices", at.orders() + "/pair   its code is typed on the manager's page, under Devices");
        line(out, "Earpiece line", at.earpiece() + "   protocol: " + at.gateway() + "/earpiece/asyncapi.yaml");
        line(out, "Orders API", at.orders() + "/api/restaurants/{id}/orders");
        line(out, "History", at.analytics() + "/history#token=" + credentials.secret(Wiring.SQL_TOKEN));
        line(out, "Operators' replays", at.analytics() + "/operator#token=" + credentials.secret(Wiring.SQL_TOKEN));
        line(out, "SQL", at.analytics() + "/sql   or: ./sotto sql \"select …\"");
        line(
                out,
                "SQL for psql, JDBC",
                "postgresql://analyst:" + credentials.secret(Wiring.SQL_TOKEN) + "@" + at.history() + "/sotto");
        line(out, "PostgreSQL", at.postgres());
        line(out, "Kafka", at.kafka() + "   schemas: " + at.registry());
        line(out, "Object store", at.store());
        line(
                out,
                "Health",
                String.join(
                        "  ",
                        at.gateway() + "/actuator/health",
                        at.pipeline() + "/actuator/health",
                        at.orders() + "/actuator/health",
                        at.analytics() + "/actuator/health"));
        String turnedAway = Health.callers(at);
        if (!turnedAway.isEmpty()) {
            line(out, "Callers", turnedAway);
        }
        String doubt = Health.speech(at);
        if (!doubt.isEmpty()) {
            line(out, "Speech", doubt);
        }
        line(out, "Metrics", "/actuator/prometheus at the same four");
    }

    /** The kitchen page; its token stands behind the # so that it is never sent to a server or logged by one. */
    static String kitchen(Addresses at, Addresses.Restaurant restaurant, Credentials credentials) {
        return at.orders() + "/kitchen/" + restaurant.id() + "#token="
                + credentials.secret(Wiring.kitchenToken(restaurant.id()));
    }

    /** The manager's pages; the same token opens the orders API. */
    static String manager(Addresses at, Addresses.Restaurant restaurant, Credentials credentials) {
        return at.orders() + "/manager/" + restaurant.id() + "#token="
                + credentials.secret(Wiring.managerToken(restaurant.id()));
    }

    static void line(PrintWriter out, String what, String where) {
        out.printf("%-22s %s%n", what, where);
    }
}

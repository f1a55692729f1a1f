package dev.sotto.orders.access;

import static dev.sotto.orders.identity.Role.ANALYST;
import static dev.sotto.orders.identity.Role.BOARD;
import static dev.sotto.orders.identity.Role.KITCHEN;
import static dev.sotto.orders.identity.Role.MANAGER;
import static dev.sotto.orders.identity.Role.OPERATOR;
import static dev.sotto.orders.identity.Role.WAITER;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import dev.sotto.orders.identity.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** What each role may do. What does not stand here is not there, whatever routes there are. */
final class Doors {

    private static final String OWN = "/api/restaurants/{restaurantId}";
    private static final String SCREEN = "/kitchen/{restaurantId}";

    private static final List<Door> ALL = List.of(
            open("/actuator/health"),
            open("/actuator/health/**"),
            open("/actuator/prometheus"),
            open("/openapi.json"),
            open("/assets/**"),
            open("/kitchen/{restaurantId}"),
            open("/manager/{restaurantId}"),
            open("/manager"),
            open("/pair"),
            open("/assets/devices/{file}"),
            open("/.well-known/jwks.json"),
            reads(POST, "/pair/codes").at(Effort.GUESS),
            reads(POST, "/pair/token").at(Effort.ASK),
            reads(GET, "/evidence/{token}").at(Effort.GUESS),
            reads(POST, "/evidence/{token}").at(Effort.GUESS),
            reads(GET, SCREEN + "/events", MANAGER, KITCHEN, WAITER, BOARD),
            does(POST, SCREEN + "/orders/{orderId}/bump", MANAGER, KITCHEN),
            does(POST, SCREEN + "/orders/{orderId}/recall", MANAGER, KITCHEN),
            does(POST, SCREEN + "/orders/{orderId}/marks", MANAGER, KITCHEN),
            does(POST, SCREEN + "/orders/{orderId}/hand-over", MANAGER, KITCHEN, WAITER),
            does(PUT, SCREEN + "/stock/{itemId}", MANAGER, KITCHEN, WAITER),
            reads(GET, OWN + "/orders", MANAGER, KITCHEN, WAITER, ANALYST),
            reads(GET, OWN + "/orders/{orderId}", MANAGER, KITCHEN, WAITER, ANALYST),
            reads(GET, "/api/orders/{orderId}", MANAGER, KITCHEN, WAITER, ANALYST),
            does(POST, OWN + "/orders/{orderId}/table", MANAGER, KITCHEN, WAITER),
            does(POST, OWN + "/orders/{orderId}/cancel", MANAGER),
            does(POST, OWN + "/orders/{orderId}/refund", MANAGER),
            reads(GET, OWN + "/orders/{orderId}/receipts", MANAGER),
            reads(GET, OWN + "/receipts", MANAGER),
            reads(GET, OWN + "/menu", MANAGER, KITCHEN, WAITER, ANALYST),
            does(PUT, OWN + "/menu", MANAGER).at(Effort.COSTLY),
            reads(POST, OWN + "/menu/check", MANAGER, KITCHEN).at(Effort.COSTLY),
            reads(GET, OWN + "/menus", MANAGER, ANALYST),
            reads(GET, OWN + "/today", MANAGER, ANALYST),
            reads(GET, OWN + "/ai", MANAGER, ANALYST),
            reads(GET, OWN + "/bookings", MANAGER),
            reads(GET, OWN + "/claims", MANAGER),
            reads(GET, OWN + "/claims/{claimId}/evidence", MANAGER),
            reads(GET, OWN + "/claims/{claimId}/pictures/{pictureId}", MANAGER),
            reads(GET, OWN + "/callbacks", MANAGER),
            reads(GET, OWN + "/calls", MANAGER),
            reads(GET, OWN + "/calls/{callId}", MANAGER),
            reads(GET, OWN + "/devices", MANAGER, OPERATOR),
            does(PUT, OWN + "/devices/{deviceId}", MANAGER),
            does(DELETE, OWN + "/devices/{deviceId}", MANAGER, OPERATOR),
            reads(POST, OWN + "/pairings/find", MANAGER).at(Effort.GUESS),
            does(POST, OWN + "/pairings", MANAGER).at(Effort.GUESS),
            does(POST, OWN + "/pairings/refuse", MANAGER).at(Effort.GUESS),
            reads(GET, "/api/gateways", OPERATOR),
            reads(GET, OWN + "/lines", MANAGER, OPERATOR),
            reads(GET, OWN + "/audit", MANAGER, OPERATOR),
            does(POST, OWN + "/erasures", MANAGER, OPERATOR).at(Effort.COSTLY),
            reads(GET, OWN + "/erasures", MANAGER, OPERATOR),
            reads(GET, OWN + "/erasures/{erasureId}", MANAGER, OPERATOR),
            reads(GET, OWN + "/printers", MANAGER, KITCHEN, OPERATOR),
            does(PUT, OWN + "/printers", MANAGER).at(Effort.COSTLY),
            does(POST, OWN + "/printers/{printerId}/test", MANAGER).at(Effort.COSTLY),
            reads(GET, OWN + "/webhooks", MANAGER, OPERATOR),
            does(POST, OWN + "/webhooks", MANAGER).at(Effort.COSTLY),
            does(DELETE, OWN + "/webhooks/{webhookId}", MANAGER),
            does(POST, OWN + "/webhooks/{webhookId}/enable", MANAGER).at(Effort.COSTLY),
            does(POST, OWN + "/webhooks/{webhookId}/test", MANAGER).at(Effort.COSTLY),
            reads(GET, OWN + "/webhooks/{webhookId}/deliveries", MANAGER, OPERATOR),
            reads(GET, "/manager/{restaurantId}/events", MANAGER));

    /** What it costs us, or would gain who tries all keys, when one client comes often. */
    enum Effort {
        USUAL,
        /** Felt by many. */
        COSTLY,
        /** A short code is asked for, or tried. */
        GUESS,
        /** A device asks every few seconds; those of a house may come from one address. */
        ASK
    }

    /**
     * A door, and who may go through; nobody in particular means everybody.
     *
     * @param isCommand something is done behind it, and written down
     * @param effort how often one client may go through
     */
    record Door(HttpMethod method, PathPattern path, boolean isCommand, Effort effort, Set<Role> roles) {

        Door at(Effort other) {
            return new Door(method, path, isCommand, other, roles);
        }

        boolean isOpen() {
            return roles.isEmpty();
        }

        /** What the path says by name: the restaurant, the order. */
        Map<String, String> namedIn(PathContainer visited) {
            PathPattern.PathMatchInfo match = path.matchAndExtract(visited);
            return match == null ? Map.of() : match.getUriVariables();
        }

        Errand errand(PathContainer visited) {
            return Errand.of(method + " " + path.getPatternString(), namedIn(visited));
        }

        private boolean leads(HttpMethod asked, PathContainer to) {
            boolean same = method.equals(asked) || (method.equals(GET) && asked.equals(HttpMethod.HEAD));
            return same && path.matches(to);
        }
    }

    private Doors() {}

    static @Nullable Door at(HttpMethod method, PathContainer path) {
        for (Door door : ALL) {
            if (door.leads(method, path)) {
                return door;
            }
        }
        return null;
    }

    private static Door open(String path) {
        return reads(GET, path);
    }

    private static Door reads(HttpMethod method, String path, Role... roles) {
        return new Door(method, PathPatternParser.defaultInstance.parse(path), false, Effort.USUAL, Set.of(roles));
    }

    private static Door does(HttpMethod method, String path, Role... roles) {
        return new Door(method, PathPatternParser.defaultInstance.parse(path), true, Effort.USUAL, Set.of(roles));
    }
}

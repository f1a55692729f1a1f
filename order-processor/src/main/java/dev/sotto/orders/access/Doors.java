package dev.sotto.orders.access;

import static dev.sotto.orders.identity.Role.ANALYST;
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
            reads(GET, SCREEN + "/events", MANAGER, KITCHEN, WAITER),
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
            reads(GET, OWN + "/menu", MANAGER, KITCHEN, WAITER, ANALYST),
            does(PUT, OWN + "/menu", MANAGER).costly(),
            reads(POST, OWN + "/menu/check", MANAGER, KITCHEN).costly(),
            reads(GET, OWN + "/menus", MANAGER, ANALYST),
            reads(GET, OWN + "/today", MANAGER, ANALYST),
            reads(GET, OWN + "/bookings", MANAGER),
            reads(GET, OWN + "/claims", MANAGER),
            reads(GET, OWN + "/callbacks", MANAGER),
            reads(GET, OWN + "/calls", MANAGER),
            reads(GET, OWN + "/calls/{callId}", MANAGER),
            reads(GET, OWN + "/devices", MANAGER, OPERATOR),
            reads(GET, OWN + "/audit", MANAGER, OPERATOR),
            reads(GET, OWN + "/webhooks", MANAGER, OPERATOR),
            does(POST, OWN + "/webhooks", MANAGER).costly(),
            does(DELETE, OWN + "/webhooks/{webhookId}", MANAGER),
            does(POST, OWN + "/webhooks/{webhookId}/enable", MANAGER).costly(),
            reads(GET, "/manager/{restaurantId}/events", MANAGER));

    /**
     * A door, and who may go through; nobody in particular means everybody.
     *
     * @param isCommand something is done behind it, and written down
     * @param isCostly to be gone through a few times a minute only
     */
    record Door(HttpMethod method, PathPattern path, boolean isCommand, boolean isCostly, Set<Role> roles) {

        Door costly() {
            return new Door(method, path, isCommand, true, roles);
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
        return new Door(method, PathPatternParser.defaultInstance.parse(path), false, false, Set.of(roles));
    }

    private static Door does(HttpMethod method, String path, Role... roles) {
        return new Door(method, PathPatternParser.defaultInstance.parse(path), true, false, Set.of(roles));
    }
}

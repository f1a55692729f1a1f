package dev.sotto.orders.access;

import dev.sotto.orders.identity.Bearer;
import dev.sotto.orders.identity.Role;
import java.util.Locale;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.server.ServerWebExchange;

/** Who asks, as proven by the token, and of which restaurant: everything a route shows or does is of this one. */
public record Visitor(String restaurantId, Bearer bearer) {

    static final String ATTRIBUTE = Visitor.class.getName();

    /** The visitor of a request that {@link Gate} let in. */
    public static Visitor of(ServerRequest request) {
        return (Visitor) request.attribute(ATTRIBUTE)
                .orElseThrow(() -> new IllegalStateException("a closed route was reached without a visitor"));
    }

    /** The same, for a filter behind the gate. */
    public static Visitor of(ServerWebExchange exchange) {
        return exchange.getRequiredAttribute(ATTRIBUTE);
    }

    /** As what he acts, in the order of what roles may do. */
    public String role() {
        return bearer.roles().stream()
                .min(Role::compareTo)
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .orElseThrow();
    }

    public boolean maySeePhoneNumbers() {
        return bearer.roles().contains(Role.MANAGER);
    }

    /** A screen in the guests' room, whoever reads it. */
    public boolean isOnlyABoard() {
        return bearer.roles().stream().allMatch(role -> role == Role.BOARD);
    }
}

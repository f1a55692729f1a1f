package dev.sotto.orders.access;

import org.springframework.web.reactive.function.server.ServerRequest;

/** Who asks, as proven by the token: everything a route shows is of this restaurant. */
public record Visitor(String restaurantId, Role role) {

    static final String ATTRIBUTE = Visitor.class.getName();

    /** The visitor of a request that {@link BearerGate} let in. */
    public static Visitor of(ServerRequest request) {
        return (Visitor) request.attribute(ATTRIBUTE)
                .orElseThrow(() -> new IllegalStateException("a closed route was reached without a visitor"));
    }

    public boolean maySeePhoneNumbers() {
        return role == Role.MANAGER;
    }
}

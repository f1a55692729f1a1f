package dev.sotto.orders.access;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** A visitor was turned away at the gate. */
final class Turned extends ResponseStatusException {
    private static final long serialVersionUID = 1L;

    Turned(HttpStatus status, String code, String reason) {
        super(status, reason);
        getBody().setProperty("code", code);
    }
}

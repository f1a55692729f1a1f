package dev.sotto.gateway.registration;

import java.util.List;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** Shows how every account of this node stands: {@code /actuator/registrations}. */
@Endpoint(id = "registrations")
final class RegistrationsEndpoint {

    private final Registrations registrations;

    RegistrationsEndpoint(Registrations registrations) {
        this.registrations = registrations;
    }

    @ReadOperation
    List<RegistrationStatus> registrations() {
        return registrations.statuses();
    }
}

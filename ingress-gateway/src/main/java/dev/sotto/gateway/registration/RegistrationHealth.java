package dev.sotto.gateway.registration;

import dev.sotto.gateway.registration.RegistrationStatus.Standing;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Can the restaurants of this node be called? One account that is refused is its restaurant's trouble and shown; only
 * when none is registered is the node itself to blame.
 */
final class RegistrationHealth implements HealthIndicator {

    private static final int SHOWN = 10;

    private final Registrations registrations;

    RegistrationHealth(Registrations registrations) {
        this.registrations = registrations;
    }

    @Override
    public Health health() {
        List<RegistrationStatus> all = registrations.statuses();
        List<String> troubles = all.stream()
                .filter(status -> status.problem() != null)
                .map(status -> status.restaurantId() + "/" + status.accountId() + ": " + status.problem())
                .toList();
        long registered = all.stream()
                .filter(status -> status.standing() == Standing.REGISTERED)
                .count();
        boolean noneWorks = !all.isEmpty() && registered == 0 && troubles.size() == all.size();
        Health.Builder health = (noneWorks ? Health.down() : Health.up())
                .withDetail("accounts", all.size())
                .withDetail("registered", registered);
        if (!troubles.isEmpty()) {
            health.withDetail("why", troubles.size() + " of " + all.size() + " SIP accounts are in trouble.")
                    .withDetail("troubles", troubles.stream().limit(SHOWN).toList());
        }
        return health.build();
    }
}

package dev.sotto.gateway;

import dev.sotto.gateway.tokens.TokenVerifier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Can earpieces show who they are? Phones do not need it, so what is wrong here takes no node out of service. */
final class TokenHealth implements HealthIndicator {

    private final TokenVerifier tokens;

    TokenHealth(TokenVerifier tokens) {
        this.tokens = tokens;
    }

    @Override
    public Health health() {
        String problem = tokens.problem();
        return problem.isEmpty()
                ? Health.up().build()
                : Health.unknown().withDetail("why", problem).build();
    }
}

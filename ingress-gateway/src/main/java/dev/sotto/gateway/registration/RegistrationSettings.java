package dev.sotto.gateway.registration;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this node registers accounts.
 *
 * @param secrets the folder of the passwords: {@code <restaurant id>/<secret>}, one file each; null keeps none
 * @param accountsAtMost what one node is measured for, and what a carrier's registrar may be asked by one address
 * @param handOver how long a leaving node stays registered, so that its heirs are registered before it is not
 */
public record RegistrationSettings(
        @Nullable Path secrets,
        @DefaultValue("250") int accountsAtMost,
        @DefaultValue("3s") Duration handOver) {

    public RegistrationSettings {
        if (accountsAtMost < 0) {
            throw new IllegalArgumentException("gateway.registration.accounts-at-most is negative.");
        }
        if (handOver.isNegative() || handOver.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("gateway.registration.hand-over must be from 0 to 60 seconds.");
        }
    }
}

package dev.sotto.gateway.registration;

import dev.sotto.gateway.registration.RegistrationStatus.Standing;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How one account stands: written on the event loop, read from any thread, and logged when it turns. */
final class Report {

    private static final Logger log = LoggerFactory.getLogger(Report.class);

    private record Binding(Instant since, Instant until, Server at) {}

    private final Account account;
    private final InstantSource clock;
    private Standing standing = Standing.REGISTERING;
    private @Nullable Binding binding;
    private @Nullable String problem;
    private volatile RegistrationStatus status;

    Report(Account account, InstantSource clock) {
        this.account = account;
        this.clock = clock;
        this.status = RegistrationStatus.of(account, standing, null);
    }

    RegistrationStatus status() {
        return status;
    }

    @Nullable
    Server boundAt() {
        return binding == null ? null : binding.at();
    }

    /** When it was registered last; the beginning of time when it is not. */
    Instant boundSince() {
        return binding == null ? Instant.MIN : binding.since();
    }

    void registered(Server at, int seconds) {
        if (problem != null) {
            log.info("Account {} is registered again, at {}", account.key(), at);
        }
        Instant now = clock.instant();
        binding = new Binding(now, now.plusSeconds(seconds), at);
        problem = null;
        stands(Standing.REGISTERED);
    }

    void leaving() {
        stands(Standing.LEAVING);
    }

    void gone() {
        binding = null;
        stands(standing);
    }

    /** Somebody has to mend it. */
    void refused(String why) {
        trouble(Standing.REFUSED, why);
    }

    /** A renewal that failed leaves the registration standing until it lapses. */
    void failing(String why) {
        boolean stillBound = binding != null && binding.until().isAfter(clock.instant());
        trouble(stillBound ? Standing.REGISTERED : Standing.FAILING, why);
    }

    private void trouble(Standing now, String why) {
        if (!why.equals(problem)) {
            log.warn("Account {} cannot be registered: {}", account.key(), why);
        }
        problem = why;
        stands(now);
    }

    private void stands(Standing now) {
        standing = now;
        RegistrationStatus unbound = RegistrationStatus.of(account, standing, problem);
        status = binding == null ? unbound : unbound.at(binding.at(), binding.until());
    }
}

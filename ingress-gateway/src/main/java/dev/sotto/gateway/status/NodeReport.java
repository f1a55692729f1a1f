package dev.sotto.gateway.status;

import dev.sotto.gateway.registration.RegistrationStatus;
import dev.sotto.log.Topics;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.gateway.AccountStanding;
import dev.sotto.schemas.gateway.AccountStatus;
import dev.sotto.schemas.gateway.GatewayStatus;
import dev.sotto.schemas.gateway.NodeState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a node tells of itself, remembering since when each account stands as it does. For one thread. */
final class NodeReport {

    /** A record of some hundred kilobytes every few seconds is what the log should bear of a node at most. */
    static final int NAMED_AT_MOST = 500;

    /** A registrar's words may stand in it. */
    private static final int LONGEST_PROBLEM = 200;

    private static final String NO_RESTAURANT = "*";

    private final String nodeId;
    private final int capacity;
    private final Instant startedAt;
    private Map<String, Since> since = Map.of();

    NodeReport(String nodeId, int capacity, Instant startedAt) {
        this.nodeId = nodeId;
        this.capacity = capacity;
        this.startedAt = startedAt;
    }

    private record Since(AccountStanding standing, Instant at) {}

    /** @param full why no more callers are taken; null while they are */
    GatewayStatus at(Instant now, int calls, boolean draining, @Nullable String full, List<RegistrationStatus> held) {
        Map<String, Since> next = new HashMap<>();
        List<AccountStatus> accounts =
                held.stream().map(each -> account(each, now, next)).toList();
        since = next;
        Envelope told = Envelope.unique(Topics.GATEWAY_STATUS, NO_RESTAURANT);
        return new GatewayStatus(
                new Envelope(told.topic(), told.restaurantId(), told.eventId(), now),
                nodeId,
                startedAt,
                draining ? NodeState.DRAINING : full != null ? NodeState.FULL : NodeState.OPEN,
                calls,
                capacity,
                draining ? null : full,
                accounts.subList(0, Math.min(NAMED_AT_MOST, accounts.size())),
                Math.max(0, accounts.size() - NAMED_AT_MOST));
    }

    private AccountStatus account(RegistrationStatus held, Instant now, Map<String, Since> next) {
        AccountStanding standing = standing(held.standing());
        String key = held.restaurantId() + "/" + held.accountId();
        Since before = since.get(key);
        Since stands = before != null && before.standing() == standing ? before : new Since(standing, now);
        next.put(key, stands);
        return new AccountStatus(
                held.restaurantId(),
                held.accountId(),
                held.address(),
                standing,
                stands.at(),
                held.registrar(),
                held.until(),
                shortened(held.problem()));
    }

    private static AccountStanding standing(RegistrationStatus.Standing standing) {
        return switch (standing) {
            case REGISTERED -> AccountStanding.REGISTERED;
            case REGISTERING, FAILING -> AccountStanding.TRYING;
            case REFUSED -> AccountStanding.REFUSED;
            case LEAVING -> AccountStanding.LEAVING;
        };
    }

    private static @Nullable String shortened(@Nullable String problem) {
        return problem == null || problem.length() <= LONGEST_PROBLEM
                ? problem
                : problem.substring(0, LONGEST_PROBLEM - 1) + "…";
    }

    /** Whether the one says something that the other does not; that time passes is nothing new. */
    static boolean differs(GatewayStatus one, GatewayStatus other) {
        return !timeless(one).equals(timeless(other));
    }

    private static GatewayStatus timeless(GatewayStatus status) {
        Envelope never = new Envelope(status.envelope().topic(), NO_RESTAURANT, "", Instant.EPOCH);
        List<AccountStatus> accounts =
                status.accounts().stream().map(NodeReport::timeless).toList();
        return new GatewayStatus(
                never,
                status.nodeId(),
                status.startedAt(),
                status.state(),
                status.calls(),
                status.capacity(),
                status.problem(),
                accounts,
                status.unnamed());
    }

    private static AccountStatus timeless(AccountStatus account) {
        return new AccountStatus(
                account.restaurantId(),
                account.accountId(),
                account.address(),
                account.standing(),
                account.since(),
                account.registrar(),
                null,
                account.problem());
    }
}

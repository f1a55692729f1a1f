package dev.sotto.schemas.gateway;

import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.TopicRecord;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one gateway node is, and how the SIP accounts it holds stand. Key: nodeId. */
public record GatewayStatus(
        Envelope envelope,
        String nodeId,
        Instant startedAt,
        NodeState state,
        int calls,
        int capacity,
        @Nullable String problem,
        List<AccountStatus> accounts,
        int unnamed)
        implements TopicRecord {

    public GatewayStatus {
        accounts = List.copyOf(accounts);
    }
}

package dev.sotto.log.operate;

import dev.sotto.log.EventLog;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.schemas.DerivedId;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.operation.OperationKind;
import dev.sotto.schemas.operation.OperatorAction;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Writes down what people did to the log, in the log itself. */
public record Audit(EventLog log) {

    /** What stands where it is about no restaurant alone. */
    static final String ALL = "";

    /**
     * Completes when it is durable.
     *
     * @param subject what it was done to
     * @param restaurantId the only tenant it is about; null for all
     * @param operator who did it
     * @param words why, or with what
     */
    public Mono<Void> write(
            String subject, @Nullable String restaurantId, OperationKind kind, String operator, String words) {
        String tenant = restaurantId == null ? ALL : restaurantId;
        return append(Envelope.unique(Topics.OPERATORS_ACTIONS, tenant), subject, kind, operator, words);
    }

    /**
     * As {@link #write}, for what may be written twice by whoever was cut off: it then has one id.
     *
     * @param because the id of what it followed from
     */
    public Mono<Void> writeOnce(
            String because,
            String subject,
            @Nullable String restaurantId,
            OperationKind kind,
            String operator,
            String words) {
        String id = DerivedId.of(because, kind.name());
        String tenant = restaurantId == null ? ALL : restaurantId;
        return append(Envelope.of(Topics.OPERATORS_ACTIONS, tenant, id), subject, kind, operator, words);
    }

    private Mono<Void> append(Envelope envelope, String subject, OperationKind kind, String operator, String words) {
        OperatorAction action = new OperatorAction(envelope, subject, kind, operator, words);
        return log.append(Topics.OPERATORS_ACTIONS, subject, action, Trace.start())
                .then();
    }
}

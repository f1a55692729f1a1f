package dev.sotto.orders.ai;

import dev.sotto.log.Delivery;
import dev.sotto.orders.store.Columns;
import dev.sotto.orders.store.Postgres;
import dev.sotto.orders.store.Reach;
import dev.sotto.schemas.ai.AiUsage;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Writes down what language models took, many questions at once; what comes again changes nothing. */
public final class UsageBook {

    private static final String ASKED = """
            insert into ai_usage (restaurant_id, event_id, call_id, asked_at, colleague, model, outcome, prompt_tokens,
                                  completion_tokens, estimated, cost_micros, first_token_millis, latency_millis)
            select restaurant_id, event_id, call_id, at::timestamptz, colleague, model, outcome, prompt, completion, estimated,
                   cost, first_token, latency
              from unnest(:restaurants::text[], :events::text[], :calls::text[], :times::text[], :colleagues::text[],
                          :models::text[], :outcomes::text[], :prompts::bigint[], :completions::bigint[],
                          :estimated::boolean[], :costs::bigint[], :firsts::bigint[], :latencies::bigint[])
                as i (restaurant_id, event_id, call_id, at, colleague, model, outcome, prompt, completion, estimated, cost,
                      first_token, latency)
            on conflict do nothing
            """;

    private final Postgres postgres;

    public UsageBook(Postgres postgres) {
        this.postgres = postgres;
    }

    public Mono<Void> write(List<Delivery<AiUsage>> batch) {
        List<AiUsage> all = batch.stream()
                .map(Delivery::value)
                .flatMap(Stream::ofNullable)
                .filter(usage -> !usage.envelope().restaurantId().isEmpty())
                .toList();
        return all.isEmpty() ? Mono.empty() : postgres.inTransaction(Reach.everyone(), written(all));
    }

    private Mono<Void> written(List<AiUsage> all) {
        return postgres.client()
                .sql(ASKED)
                .bind(
                        "restaurants",
                        Columns.texts(all, usage -> usage.envelope().restaurantId()))
                .bind("events", Columns.texts(all, usage -> usage.envelope().eventId()))
                .bind("calls", Columns.texts(all, AiUsage::callId))
                .bind("times", Columns.texts(all, usage -> usage.envelope().occurredAt()))
                .bind("colleagues", Columns.texts(all, AiUsage::colleague))
                .bind("models", Columns.texts(all, AiUsage::model))
                .bind("outcomes", Columns.texts(all, AiUsage::outcome))
                .bind("prompts", numbers(all, AiUsage::promptTokens))
                .bind("completions", numbers(all, AiUsage::completionTokens))
                .bind("estimated", all.stream().map(AiUsage::estimated).toArray(Boolean[]::new))
                .bind("costs", numbers(all, AiUsage::costMicros))
                .bind("firsts", numbers(all, AiUsage::firstTokenMillis))
                .bind("latencies", numbers(all, AiUsage::latencyMillis))
                .then();
    }

    private static @Nullable Long[] numbers(List<AiUsage> from, Function<AiUsage, @Nullable Long> part) {
        return from.stream().map(part).toArray(Long[]::new);
    }
}

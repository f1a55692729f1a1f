package dev.sotto.analytics.rows;

import dev.sotto.analytics.lake.Row;
import dev.sotto.analytics.rows.TableFeed.NewRow;
import dev.sotto.schemas.ai.AiUsage;
import java.util.List;
import java.util.Locale;

/** What a question to a language model took. The question itself stays out of the history. */
final class AiUsageRows {

    private AiUsageRows() {}

    static List<Row> of(AiUsage usage, NewRow row) {
        return List.of(row.begin()
                .with("call_id", usage.callId())
                .with("colleague", usage.colleague())
                .with("model", usage.model())
                .with("outcome", usage.outcome().name().toLowerCase(Locale.ROOT))
                .with("reason", usage.reason())
                .with("requests", (long) usage.requests())
                .with("prompt_tokens", usage.promptTokens())
                .with("completion_tokens", usage.completionTokens())
                .with("estimated", usage.estimated())
                .with("cost_micros", usage.costMicros())
                .with("first_token_millis", usage.firstTokenMillis())
                .with("latency_millis", usage.latencyMillis()));
    }
}

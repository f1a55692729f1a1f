package dev.sotto.analytics.lake;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * What a table holds. Columns are only ever added: a new one goes to the end, is optional, and appears in the stored
 * table at the next start.
 *
 * @param about what one row is
 */
public record TableShape(String name, String about, Schema schema) {

    /** Days keep the files a question needs few; eight buckets keep a tenant's rows together without a file each. */
    private static final int BUCKETS = 8;

    public static final TableShape ORDER_LINES = new Columns("the order")
            .text("order_id", "The order.")
            .whole("version", "1 for the order's first event, then one more for each.")
            .text("event", "placed, amended, cancelled, status_changed or refunded; only the first two carry lines.")
            .text("status", "Where the kitchen has the order; set by status_changed.")
            .text("call_id", "The call it was spoken on; absent when it came from a screen.")
            .text("channel", "How it was spoken: phone or earpiece.")
            .text("table_number", "The table; absent for pick-up.")
            .text("language", "Language of the conversation, ISO 639-1.")
            .text("line_id", "The line within its order; keeps its value through amendments.")
            .text("item_id", "The menu item.")
            .text("item_name", "The item's name when it was ordered.")
            .text("station", "The kitchen station that makes it.")
            .whole("quantity", "How many.")
            .whole("unit_price_minor", "Price of one with options and extras, in minor units.")
            .whole("line_total_minor", "Quantity times unit price, in minor units.")
            .texts("options", "Choices made, sizes included, by name.")
            .texts("added", "What was added to the recipe, by name.")
            .texts("removed", "What was left out, by name.")
            .text("note", "What the guest asked for beyond the menu, in his words.")
            .whole("order_total_minor", "Sum of the order's lines at this version, in minor units.")
            .text("currency", "ISO 4217 code; told when the order is placed.")
            .text("reason", "Why the order was cancelled, or money given back.")
            .text(
                    "document",
                    "The line's choices, extras and removals as they were told, JSON: ids, amounts and prices too.")
            .whole("refunded_minor", "Money given back by a refund, in minor units.")
            .table(
                    "order_lines",
                    "One row for each line of each version of an order; one row for an event without lines.");

    public static final TableShape TRANSCRIPTS = new Columns("the utterance")
            .text("call_id", "The call or earpiece session.")
            .text("utterance_id", "The utterance.")
            .text("outcome", "final or unclear.")
            .text("text", "The words, or what the engine would have guessed.")
            .whole("word_count", "How many words.")
            .real("confidence", "How sure the engine is of the whole, 0 to 1.")
            .text("engine", "The engine that heard it.")
            .text("language", "Language it was decoded in, ISO 639-1.")
            .text("unclear_reason", "Why it was not understood.")
            .whole("spoken_millis", "Length of the utterance.")
            .whole("recognised_after_millis", "From the end of speech to the transcript.")
            .table("transcripts", "One row for each utterance heard, understood or not.");

    public static final TableShape CALLS = new Columns("the call")
            .text("call_id", "The call or earpiece session.")
            .text(
                    "event",
                    "started, answered, held, resumed, transferred, playback_started, playback_finished, key_pressed,"
                            + " media_stalled, media_quality or ended.")
            .text("source", "phone or earpiece; told by started.")
            .text("table_number", "The table a waiter named when he started speaking.")
            .text("language", "Language the device asked for, ISO 639-1.")
            .text("codec", "Negotiated codec; told by answered.")
            .text("reply_id", "The reply played.")
            .whole("played_millis", "How much of the reply was played.")
            .truth("interrupted", "True when the reply was stopped before its end.")
            .whole("packets_received", "RTP packets accepted.")
            .whole("packets_lost", "RTP packets that never came or came too late.")
            .real("jitter_millis", "Interarrival jitter at the end, RFC 3550 section 6.4.1.")
            .text("end_reason", "Who or what ended the call.")
            .whole("duration_millis", "From the answer to the end; 0 when never answered.")
            .table("calls", "One row for each event of a call.");

    public static final TableShape AI_USAGE = new Columns("the question")
            .text("call_id", "The call it was asked for; absent for work without one.")
            .text("colleague", "The model's name in this system.")
            .text("model", "The provider's name of the model.")
            .text("outcome", "accepted, refused, unsure, failed or cancelled.")
            .text("reason", "Why it was refused or failed.")
            .whole("requests", "How often the question was sent, repetitions included.")
            .whole("prompt_tokens", "Tokens that were read.")
            .whole("completion_tokens", "Tokens that were written.")
            .truth("estimated", "True where the tokens are a guess by length.")
            .whole("cost_micros", "Millionths of a euro, at the prices set for the model.")
            .whole("first_token_millis", "From the question to the first piece of the answer.")
            .whole("latency_millis", "From the question to the end of the answer.")
            .table("ai_usage", "One row for each question to a language model.");

    /** The tables fed from the log. */
    public static final List<TableShape> ALL = List.of(ORDER_LINES, TRANSCRIPTS, CALLS, AI_USAGE);

    public static final TableShape ORDER_FACTS = Columns.ofFacts("When the order was placed.")
            .text("order_id", "The order.")
            .time("changed_at", "When its newest event happened.")
            .whole("version", "Version of its newest event.")
            .whole("lines_version", "Version that told its lines.")
            .truth("cancelled", "True when it was cancelled.")
            .text("status", "Where the kitchen has it; absent before it was received there.")
            .text("call_id", "The call it was spoken on; absent when it came from a screen.")
            .text("channel", "How it was spoken: phone or earpiece.")
            .text("table_number", "The table; absent for pick-up.")
            .text("language", "Language of the conversation, ISO 639-1.")
            .text("currency", "ISO 4217 code.")
            .whole("total_minor", "Sum of its lines, in minor units.")
            .whole("items", "How many dishes.")
            .whole("amendments", "How often it was amended.")
            .time("ready_at", "When the kitchen had all of it ready.")
            .whole("refunded_minor", "Money given back, in minor units.")
            .table("order_facts", "One row for each order as it stood when it was rolled up; see sotto.rolled-up.");

    public static final TableShape ITEM_FACTS = Columns.ofFacts("When the order was placed.")
            .text("order_id", "The order.")
            .text("item_id", "The menu item.")
            .text("item_name", "The item's name when it was ordered.")
            .whole("quantity", "How many.")
            .whole("revenue_minor", "What they brought in, in minor units.")
            .text("currency", "ISO 4217 code.")
            .table("item_facts", "One row for each item of each order that stands, as of order_facts or later.");

    public static final TableShape ITEM_DAYS = Columns.ofFacts(
                    "The day on which the orders were placed, its beginning in UTC.")
            .text("item_id", "The menu item.")
            .text("item_name", "One of the names it had when it was ordered.")
            .whole("quantity", "How many.")
            .whole("revenue_minor", "What they brought in, in minor units.")
            .text("currency", "ISO 4217 code.")
            .table("item_days", "One row for each item of each restaurant's day, as of order_facts or later.");

    /** The tables rolled up from those. */
    public static final List<TableShape> FACTS = List.of(ORDER_FACTS, ITEM_FACTS, ITEM_DAYS);

    public static final List<TableShape> STORED =
            Stream.of(ALL, FACTS).flatMap(List::stream).toList();

    /** The table whose rows these are told from, and with which they go; itself where they come from the log. */
    public TableShape source() {
        return FACTS.contains(this) ? ORDER_LINES : this;
    }

    /** The columns that may hold a guest's own words; names and numbers are in none. */
    public List<String> guestWords() {
        return switch (name) {
            case "order_lines" -> List.of("note", "reason");
            case "transcripts" -> List.of("text");
            // A colleague's refusal may quote what it was asked.
            case "ai_usage" -> List.of("reason");
            default -> List.of();
        };
    }

    PartitionSpec partitions() {
        PartitionSpec.Builder partitions = PartitionSpec.builderFor(schema);
        return FACTS.contains(this)
                // Asked for by the year, and far fewer.
                ? partitions.month("ts").build()
                : partitions.day("ts").bucket("restaurant_id", BUCKETS).build();
    }

    private static final class Columns {

        private final List<Types.NestedField> fields = new ArrayList<>();

        private Columns() {}

        static Columns ofFacts(String time) {
            Columns columns = new Columns();
            columns.must("ts", Types.TimestampType.withZone(), time);
            columns.must("restaurant_id", Types.StringType.get(), "The restaurant it belongs to.");
            return columns;
        }

        Columns(String subject) {
            must("event_id", Types.StringType.get(), "Unique id of the event; equal when the event was told twice.");
            must("ts", Types.TimestampType.withZone(), "When it happened to " + subject + ".");
            must("restaurant_id", Types.StringType.get(), "The restaurant it belongs to.");
            must("log_partition", Types.IntegerType.get(), "Partition of the log it was read from.");
            must("log_offset", Types.LongType.get(), "Offset in the log it was read from.");
        }

        Columns text(String name, String doc) {
            return may(name, Types.StringType.get(), doc);
        }

        Columns whole(String name, String doc) {
            return may(name, Types.LongType.get(), doc);
        }

        Columns real(String name, String doc) {
            return may(name, Types.DoubleType.get(), doc);
        }

        Columns time(String name, String doc) {
            return may(name, Types.TimestampType.withZone(), doc);
        }

        Columns truth(String name, String doc) {
            return may(name, Types.BooleanType.get(), doc);
        }

        /** Ids of list elements count from 1000 here; the catalog gives its own when the table is created. */
        Columns texts(String name, String doc) {
            return may(name, Types.ListType.ofRequired(1000 + fields.size(), Types.StringType.get()), doc);
        }

        TableShape table(String name, String about) {
            return new TableShape(name, about, new Schema(fields));
        }

        private void must(String name, Type type, String doc) {
            fields.add(required(fields.size() + 1, name, type, doc));
        }

        private Columns may(String name, Type type, String doc) {
            fields.add(optional(fields.size() + 1, name, type, doc));
            return this;
        }
    }
}

package dev.sotto.analytics;

import static dev.sotto.analytics.lake.TableShape.CALLS;
import static dev.sotto.analytics.lake.TableShape.TRANSCRIPTS;

import dev.sotto.analytics.lake.LakeTable;
import dev.sotto.analytics.lake.Offsets;
import dev.sotto.analytics.lake.RowChange;
import dev.sotto.analytics.lake.TableShape;
import dev.sotto.analytics.lake.Tier;
import dev.sotto.analytics.rows.TableFeed;
import dev.sotto.log.Delivery;
import dev.sotto.log.Position;
import dev.sotto.log.Trace;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.TopicRecord;
import dev.sotto.schemas.audio.AudioSource;
import dev.sotto.schemas.call.CallAnswered;
import dev.sotto.schemas.call.CallEnded;
import dev.sotto.schemas.call.CallEvent;
import dev.sotto.schemas.call.CallRecord;
import dev.sotto.schemas.call.CallStarted;
import dev.sotto.schemas.call.EndReason;
import dev.sotto.schemas.speech.FinalTranscript;
import dev.sotto.schemas.speech.SpeechEvent;
import dev.sotto.schemas.speech.SpeechRecord;
import dev.sotto.schemas.speech.UnclearReason;
import dev.sotto.schemas.speech.UnclearSpeech;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Calls and what is said on them, as the order processor writes them and as the history does. */
final class BothCalls {

    private final BothSides sides;
    private final Map<TableShape, Long> next = new HashMap<>();

    BothCalls(BothSides sides) {
        this.sides = sides;
    }

    /** Both read how it began, was answered and ended. */
    void call(String restaurant, String call, Instant at, @Nullable String table) throws SQLException {
        lake(
                CALLS,
                started(
                        restaurant,
                        call,
                        at,
                        new CallStarted(AudioSource.PHONE, "+33611223344", "100", table, null, 0, "fr")));
        lake(CALLS, started(restaurant, call, at.plusSeconds(1), new CallAnswered("PCMA")));
        lake(CALLS, started(restaurant, call, at.plusSeconds(30), new CallEnded(EndReason.CALLER_HUNG_UP, 29_000)));
        sides.sql("""
            insert into calls (restaurant_id, call_id, source, caller_number, table_number, language, started_at, answered_at,
                               ended_at, end_reason)
            values ('%s', '%s', 'PHONE', '+33611223344', %s, 'fr', '%s', '%s', '%s', 'CALLER_HUNG_UP')""".formatted(
                        restaurant,
                        call,
                        table == null ? "null" : "'" + table + "'",
                        at,
                        at.plusSeconds(1),
                        at.plusSeconds(30)));
        heard(CALLS);
    }

    void said(String restaurant, String call, Instant at, String words) throws SQLException {
        SpeechRecord record = speech(restaurant, call, at, spoken(words));
        lake(TRANSCRIPTS, record);
        postgres(record, "guest", words);
        heard(TRANSCRIPTS);
    }

    void unclear(String restaurant, String call, Instant at, String words) throws SQLException {
        SpeechRecord record = speech(restaurant, call, at, new UnclearSpeech(UnclearReason.NOISE, words, 0, 1, 0));
        lake(TRANSCRIPTS, record);
        postgres(record, "unclear", "…");
        heard(TRANSCRIPTS);
    }

    static FinalTranscript spoken(String words) {
        return new FinalTranscript(words, List.of(), 0.9, "test", "fr", 0, 1, 0);
    }

    static String id(String call, Instant at) {
        return UUID.nameUUIDFromBytes((call + at).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    static SpeechRecord speech(String restaurant, String call, Instant at, SpeechEvent event) {
        String id = id(call, at);
        return new SpeechRecord(
                new Envelope(TableFeed.TRANSCRIPTS.topic().name(), restaurant, id, at), call, id, event);
    }

    static CallRecord started(String restaurant, String call, Instant at, CallEvent event) {
        return new CallRecord(
                new Envelope(
                        TableFeed.CALLS.topic().name(),
                        restaurant,
                        UUID.randomUUID().toString(),
                        at),
                call,
                event);
    }

    /** As the order processor writes it. */
    void postgres(SpeechRecord record, String speaker, String words) throws SQLException {
        sides.sql("insert into call_words values ('%s', '%s', '%s', '%s', 0, '%s', '%s', null)"
                .formatted(
                        record.envelope().restaurantId(),
                        record.callId(),
                        record.envelope().occurredAt(),
                        record.utteranceId(),
                        speaker,
                        words.replace("'", "''")));
    }

    /** PostgreSQL holds as much as the lake. */
    void heard(TableShape table) throws SQLException {
        String topic = (table.equals(CALLS) ? TableFeed.CALLS.topic() : TableFeed.TRANSCRIPTS.topic()).name();
        sides.sql(
                "insert into call_offsets values ('%1$s', 0, %2$d) on conflict (topic, partition) do update set next_offset = %2$d"
                        .formatted(topic, next.getOrDefault(table, 0L)));
    }

    void lake(TableShape shape, TopicRecord record) {
        long offset = next.merge(shape, 1L, Long::sum) - 1;
        LakeTable table = sides.lake().table(shape);
        table.append(
                record instanceof CallRecord call
                        ? TableFeed.CALLS.rows(delivery(call, offset))
                        : TableFeed.TRANSCRIPTS.rows(delivery((SpeechRecord) record, offset)),
                table.offsets(),
                Offsets.NONE.after(0, offset));
    }

    static <V extends TopicRecord> Delivery<V> delivery(V record, long offset) {
        String topic = record.envelope().topic();
        return new Delivery<>(
                "key", record, new Position(topic, 0, offset), record.envelope().occurredAt(), Trace.start(), () -> {});
    }

    void inLake(TableShape shape, RowChange change) {
        sides.lake().table(shape).rewrite(sides.lake().table(shape).files(), change, Tier.WARM);
    }
}

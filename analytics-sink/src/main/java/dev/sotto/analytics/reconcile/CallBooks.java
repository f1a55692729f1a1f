package dev.sotto.analytics.reconcile;

import dev.sotto.log.Topics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls in PostgreSQL and what guests said on them, without a word of it: of each sentence only a hash is read. */
final class CallBooks implements AutoCloseable {

    /** Whose beginning nobody heard is left out on both sides: neither knows his hour. */
    private static final String CALLS = """
        with spoken as (
          select restaurant_id, call_id, count(*) as sentences,
                 md5(string_agg(words_id || ' ' || speaker || ' ' || hash, E'\\n' order by words_id collate "C")) as hash
            from audited_words where nth = 0 and speaker in ('guest', 'unclear') and said_at >= ? and said_at < ?
             and (?::text is null or restaurant_id = ?)
           group by restaurant_id, call_id),
        books as (
          select restaurant_id, extract(epoch from date_trunc('hour', started_at at time zone 'UTC'))::bigint as hour, call_id,
                 coalesce(s.sentences, 0) as sentences,
                 concat_ws(' ', (extract(epoch from started_at) * 1000000)::bigint, lower(source), coalesce(table_number, '-'),
                           coalesce(language, '-'), coalesce((extract(epoch from answered_at) * 1000000)::bigint::text, '-'),
                           coalesce((extract(epoch from ended_at) * 1000000)::bigint::text, '-'),
                           coalesce(lower(end_reason), '-'), coalesce(s.sentences, 0), coalesce(s.hash, '-')) as said
            from calls c left join spoken s using (restaurant_id, call_id)
           where source is not null and started_at >= ? and started_at < ? and (?::text is null or restaurant_id = ?))
        """;

    private static final String BY_HOUR = CALLS + """
        select restaurant_id, hour, count(*), sum(sentences)::bigint,
               md5(string_agg(call_id || ' ' || said, E'\\n' order by call_id collate "C"))
          from books group by restaurant_id, hour""";

    private static final String BY_CALL = CALLS + "select call_id, said from books where hour = ?";

    private final Connection connection;

    CallBooks(ReconcileSettings settings) throws SQLException {
        this.connection = Auditor.connect(settings);
    }

    /** Up to where calls and sentences are written down; sentences end when calls have, so both are read at one moment. */
    CallsHeard heard() throws SQLException {
        return new CallsHeard(
                Auditor.offsets(connection, "call_offsets", Topics.CALLS_EVENTS.name()),
                Auditor.offsets(connection, "call_offsets", Topics.SPEECH_TRANSCRIPTS.name()));
    }

    Map<Hour, CallSum> hours(Period period) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BY_HOUR)) {
            fill(statement, period, null);
            Map<Hour, CallSum> sums = new HashMap<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    sums.put(
                            new Hour(found.getString(1), Instant.ofEpochSecond(found.getLong(2))),
                            new CallSum(found.getLong(3), found.getLong(4), found.getString(5)));
                }
            }
            return sums;
        }
    }

    /** What is said of each call of an hour. */
    Map<String, String> calls(Hour hour) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BY_CALL)) {
            int next = fill(statement, Period.of(hour), hour.restaurantId());
            statement.setLong(next, hour.starts().getEpochSecond());
            Map<String, String> said = new HashMap<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    said.put(found.getString(1), found.getString(2));
                }
            }
            return said;
        }
    }

    private static int fill(PreparedStatement statement, Period period, @Nullable String restaurantId)
            throws SQLException {
        statement.setTimestamp(1, Timestamp.from(period.from()));
        statement.setTimestamp(2, Timestamp.from(period.untilCallsEnd()));
        statement.setString(3, restaurantId);
        statement.setString(4, restaurantId);
        statement.setTimestamp(5, Timestamp.from(period.from()));
        statement.setTimestamp(6, Timestamp.from(period.until()));
        statement.setString(7, restaurantId);
        statement.setString(8, restaurantId);
        return 9;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

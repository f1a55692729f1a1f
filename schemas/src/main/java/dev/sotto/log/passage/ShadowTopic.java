package dev.sotto.log.passage;

import dev.sotto.log.LogUnavailable;
import dev.sotto.log.Position;
import dev.sotto.log.TopicPlan;
import dev.sotto.log.Topics;
import dev.sotto.schemas.Topic;
import dev.sotto.schemas.TopicRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** A topic beside a live one, {@code TOPIC.replay.NAME}: what an operator puts there is kept for a week, and nothing live reads it. */
public record ShadowTopic(String name) {

    /** The header that names what a record is a copy of: its topic, partition and offset. */
    public static final String ORIGINAL = "sotto_replay_of";

    private static final String MARK = ".replay.";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    /** How long it is kept. */
    public static final Duration KEPT = Duration.ofDays(7);

    /** @throws IllegalArgumentException when the name is not fit */
    public static ShadowTopic beside(String topic, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "A replay's name is up to 40 lower-case letters, digits and hyphens, not '" + name + "'.");
        }
        return new ShadowTopic(topic + MARK + name);
    }

    /** The topic whose records lie in this one, which may be itself. */
    static Topic<? extends TopicRecord> original(String topic) {
        int mark = topic.indexOf(MARK);
        return Topics.named(mark < 0 ? topic : topic.substring(0, mark));
    }

    /** Where the original of a copy stands in its topic; of what is no copy, where it stands itself. */
    static Position original(String topic, LogEntry entry) {
        String original = entry.header(ORIGINAL);
        long offset = original == null ? entry.position().offset() : offset(original);
        return new Position(topic, entry.position().partition(), offset);
    }

    /** The offset in what {@link #ORIGINAL} holds. */
    public static long offset(String position) {
        return Long.parseLong(position.substring(position.lastIndexOf('@') + 1));
    }

    /** Makes it where it is not there yet. */
    public void create(Map<String, Object> connection, int partitions) {
        NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.empty())
                .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(KEPT.toMillis())));
        try (Admin admin = Admin.create(connection)) {
            admin.createTopics(List.of(topic)).all().get();
            TopicPlan.serving(
                            admin,
                            IntStream.range(0, partitions)
                                    .mapToObj(partition -> new TopicPartition(name, partition))
                                    .toList())
                    .block();
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof TopicExistsException)) {
                throw new LogUnavailable("the topic " + name + " cannot be made", failed);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LogUnavailable("interrupted while the topic " + name + " was made", interrupted);
        }
    }
}

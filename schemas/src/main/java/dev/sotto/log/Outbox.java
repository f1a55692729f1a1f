package dev.sotto.log;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Kafka's producer blocks its caller while its brokers are away, and callers here are event loops. So records queue in
 * one bounded line that a thread of its own hands to the producer; when the line is full an append fails at once, and
 * the caller decides what to drop. What became of a record is told on the producer's thread.
 */
final class Outbox implements AutoCloseable {

    /** Half a minute of audio of a hundred calls; beyond that the broker is gone and memory must not pay for it. */
    private static final int LINE_CAPACITY = 16_384;

    private static final int IN_FLIGHT_AT_MOST = 4_096;
    private static final int HANDED_OVER_AT_ONCE = 512;

    /**
     * A thread woken for each record costs more than the record, and a request to a broker more than the records in it.
     * The more came at once, the longer the next round waits for company; one that was full waits for nobody.
     */
    private static final long BETWEEN_ROUNDS_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

    private static final long WAITED_PER_RECORD_NANOS = TimeUnit.MICROSECONDS.toNanos(30);
    private static final long WAITED_AT_MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

    /** How soon it is noticed that the outbox is closed when nothing comes. */
    private static final long IDLE_MILLIS = 100;

    private static final Duration LAST_ROUND = Duration.ofSeconds(1);

    private final Producer<String, byte[]> producer;
    private final Counter overflows;
    private final BlockingQueue<Letter> line = new ArrayBlockingQueue<>(LINE_CAPACITY);
    private final Semaphore room = new Semaphore(IN_FLIGHT_AT_MOST);
    private final Thread postman;
    private volatile boolean closed;

    private record Letter(ProducerRecord<String, byte[]> record, MonoSink<RecordMetadata> appended) {

        void failed(Exception why) {
            appended.error(new LogUnavailable("the log did not take a record", why));
        }
    }

    /** {@code patience} is how long an append waits before its caller is told that the log is away. */
    Outbox(Map<String, Object> connection, Duration patience, MeterRegistry meters) {
        Map<String, Object> options = new HashMap<>(connection);
        options.put(ProducerConfig.ACKS_CONFIG, "all");
        options.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // One millisecond of company halves the broker's work at a hundred calls and is not heard.
        options.put(ProducerConfig.LINGER_MS_CONFIG, 1);
        options.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) patience.toMillis() / 3);
        options.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        options.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience.toMillis());
        options.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        this.producer = new KafkaProducer<>(options, new StringSerializer(), new ByteArraySerializer());
        this.overflows = meters.counter("sotto.log.append.overflows");
        this.postman = Thread.ofPlatform().daemon().name("log-outbox").start(this::handOver);
    }

    /** Completes when the record is on all replicas that are in sync; fails with {@link LogUnavailable}. */
    Mono<RecordMetadata> append(ProducerRecord<String, byte[]> record) {
        return Mono.create(appended -> {
            if (closed || !line.offer(new Letter(record, appended))) {
                overflows.increment();
                String why = closed ? "it is closed" : "too much waits for it";
                appended.error(new LogUnavailable("the log does not take records, " + why + ": " + record.topic()));
            }
        });
    }

    private void handOver() {
        List<Letter> round = new ArrayList<>(HANDED_OVER_AT_ONCE);
        try {
            while (!closed || !line.isEmpty()) {
                Letter first = line.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    round.add(first);
                    line.drainTo(round, HANDED_OVER_AT_ONCE - 1);
                    for (Letter letter : round) {
                        room.acquire();
                        send(letter);
                    }
                    LockSupport.parkNanos(untilNextRound(round.size()));
                    round.clear();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static long untilNextRound(int sent) {
        return sent == HANDED_OVER_AT_ONCE
                ? BETWEEN_ROUNDS_NANOS
                : Math.min(WAITED_AT_MOST_NANOS, BETWEEN_ROUNDS_NANOS + sent * WAITED_PER_RECORD_NANOS);
    }

    private void send(Letter letter) {
        try {
            var _ = producer.send(letter.record(), (appended, failure) -> {
                room.release();
                if (failure == null) {
                    letter.appended().success(appended);
                } else {
                    letter.failed(failure);
                }
            });
        } catch (RuntimeException refused) {
            room.release();
            letter.failed(refused);
        }
    }

    /** What waits is still handed over, or fails when the producer cannot have it. */
    @Override
    public void close() {
        closed = true;
        try {
            postman.join(LAST_ROUND);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        producer.close();
    }
}

package dev.sotto.log;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitResult;
import reactor.kafka.sender.KafkaSender;
import reactor.kafka.sender.SenderOptions;
import reactor.kafka.sender.SenderRecord;

/**
 * Kafka's producer blocks its caller while its brokers are away, and callers here are event loops. So records queue in
 * one bounded line that a thread of its own hands to the producer; when the line is full an append fails at once, and
 * the caller decides what to drop.
 */
final class Outbox implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    /** Half a minute of audio of a hundred calls; beyond that the broker is gone and memory must not pay for it. */
    private static final int LINE_CAPACITY = 16_384;

    private static final int IN_FLIGHT_AT_MOST = 4_096;
    private final KafkaSender<String, byte[]> sender;
    private final Counter overflows;
    private final Object order = new Object();
    private Sinks.Many<SenderRecord<String, byte[], MonoSink<RecordMetadata>>> line = newLine();
    private Disposable sending;
    private boolean closed;

    /** {@code patience} is how long an append waits before its caller is told that the log is away. */
    Outbox(Map<String, Object> connection, Duration patience, MeterRegistry meters) {
        SenderOptions<String, byte[]> options = SenderOptions.<String, byte[]>create(connection)
                .withKeySerializer(new StringSerializer())
                .withValueSerializer(new ByteArraySerializer())
                .producerProperty(ProducerConfig.ACKS_CONFIG, "all")
                .producerProperty(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true)
                // One millisecond of company halves the broker's work at a hundred calls and is not heard.
                .producerProperty(ProducerConfig.LINGER_MS_CONFIG, 1)
                .producerProperty(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) patience.toMillis() / 3)
                .producerProperty(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) patience.toMillis())
                .producerProperty(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience.toMillis())
                .producerProperty(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000)
                .stopOnError(false)
                .maxInFlight(IN_FLIGHT_AT_MOST);
        this.sender = KafkaSender.create(options);
        this.overflows = meters.counter("sotto.log.append.overflows");
        this.sending = startSending();
    }

    /** Completes when the record is on all replicas that are in sync; fails with {@link LogUnavailable}. */
    Mono<RecordMetadata> append(ProducerRecord<String, byte[]> record) {
        return Mono.create(appended -> enqueue(SenderRecord.create(record, appended)));
    }

    private void enqueue(SenderRecord<String, byte[], MonoSink<RecordMetadata>> record) {
        EmitResult result;
        synchronized (order) {
            result = line.tryEmitNext(record);
        }
        if (result.isFailure()) {
            overflows.increment();
            record.correlationMetadata()
                    .error(new LogUnavailable("the log does not take records (" + result + "): " + record.topic()));
        }
    }

    private Disposable startSending() {
        return sender.send(line.asFlux())
                .doOnNext(result -> {
                    Exception failure = result.exception();
                    if (failure == null) {
                        result.correlationMetadata().success(result.recordMetadata());
                    } else {
                        result.correlationMetadata()
                                .error(new LogUnavailable("the log did not take a record", failure));
                    }
                })
                .subscribe(sent -> {}, this::startAgain);
    }

    private void startAgain(Throwable failure) {
        synchronized (order) {
            if (!closed) {
                LOG.warn("The log's producer stopped and is started again: {}", failure.toString());
                line = newLine();
                sending = startSending();
            }
        }
    }

    private static Sinks.Many<SenderRecord<String, byte[], MonoSink<RecordMetadata>>> newLine() {
        return Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(LINE_CAPACITY));
    }

    @Override
    public void close() {
        synchronized (order) {
            closed = true;
            line.tryEmitComplete();
            sending.dispose();
        }
        sender.close();
    }
}

package dev.sotto.orders.rebuild;

import dev.sotto.log.Delivery;
import dev.sotto.log.LogSettings;
import dev.sotto.log.Topics;
import dev.sotto.log.operate.Walk;
import dev.sotto.orders.store.Fault;
import dev.sotto.orders.store.Ledger;
import dev.sotto.orders.store.Migrations;
import dev.sotto.orders.store.Postgres;
import dev.sotto.orders.store.PostgresSettings;
import dev.sotto.schemas.order.OrderRecord;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * A projection is only worth its log if it can be made from it again. The tables are made anew in a schema of their own
 * while the service goes on, and then held against those in use: event for event, order for order, line for line.
 */
public final class Rebuild {

    static final String SCHEMA = "sotto_rebuild";
    private static final int BATCH = 2_000;
    private static final int TRIES = 5;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final LogSettings log;
    private final PostgresSettings inUse;
    private final Tables tables;

    public Rebuild(LogSettings log, PostgresSettings inUse) {
        this.log = log;
        this.inUse = inUse;
        this.tables = new Tables(inUse, SCHEMA);
    }

    /** Told after each batch. */
    @FunctionalInterface
    public interface Progress {
        void at(long read, long toRead);
    }

    /**
     * What came out.
     *
     * @param events that were applied
     * @param refused records no table takes; the service buried them too
     * @param differing the tables that are not equal; none is what is to be hoped for
     * @param digest of all of them, as they were made anew
     */
    public record Outcome(long events, long refused, Duration took, List<String> differing, String digest) {

        public Outcome {
            differing = List.copyOf(differing);
        }

        public boolean isEqual() {
            return differing.isEmpty();
        }
    }

    /** @param adopt true to put what was made anew in the place of what differs from it */
    public Outcome run(boolean adopt, Progress progress) {
        tables.drop();
        PostgresSettings anew = inUse.in(SCHEMA);
        new Migrations(anew).run().block(LIMIT);
        long began = System.nanoTime();
        try (Walk<OrderRecord> walk = new Walk<>(log, Topics.ORDERS_EVENTS);
                Postgres postgres = new Postgres(anew)) {
            Pass pass = new Pass(new Ledger(postgres, JsonMapper.builder().build()));
            walk.on((records, read, toRead) -> {
                pass.write(records);
                progress.at(read, toRead);
            });
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            List<String> differing = compare(walk, pass);
            if (adopt && !differing.isEmpty()) {
                tables.adopt(() -> walk.on((records, read, toRead) -> pass.write(records)));
                differing = tables.differing();
            }
            return new Outcome(pass.events, pass.refused + walk.undecodable(), took, differing, tables.digest(SCHEMA));
        } finally {
            tables.drop();
        }
    }

    /** The service goes on meanwhile: what it has applied since is applied here too before they are compared. */
    private List<String> compare(Walk<OrderRecord> walk, Pass pass) {
        List<String> differing = tables.differing();
        for (int again = 1; again < TRIES && !differing.isEmpty(); again++) {
            walk.on((records, read, toRead) -> pass.write(records));
            differing = tables.differing();
        }
        return differing;
    }

    /** Writes as the service does, only more at once. */
    private static final class Pass {
        private final Ledger ledger;
        private long events;
        private long refused;

        Pass(Ledger ledger) {
            this.ledger = ledger;
        }

        void write(List<Delivery<OrderRecord>> records) {
            for (int from = 0; from < records.size(); from += BATCH) {
                batch(records.subList(from, Math.min(records.size(), from + BATCH)));
            }
        }

        private void batch(List<Delivery<OrderRecord>> records) {
            try {
                ledger.write(records).block(LIMIT);
                events += records.size();
            } catch (RuntimeException failed) {
                if (Fault.of(failed) != Fault.POISON) {
                    throw failed;
                }
                isolate(records);
            }
        }

        private void isolate(List<Delivery<OrderRecord>> records) {
            if (records.size() == 1) {
                refused++;
                return;
            }
            batch(records.subList(0, records.size() / 2));
            batch(records.subList(records.size() / 2, records.size()));
        }
    }
}

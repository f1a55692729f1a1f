package dev.sotto.orders.rebuild;

import dev.sotto.log.Delivery;
import dev.sotto.log.Forgotten;
import dev.sotto.log.LogSettings;
import dev.sotto.log.Position;
import dev.sotto.log.Topics;
import dev.sotto.log.passage.Walk;
import dev.sotto.orders.ledger.Bulk;
import dev.sotto.orders.ledger.Ledger;
import dev.sotto.orders.store.Fault;
import dev.sotto.orders.store.Migrations;
import dev.sotto.orders.store.Postgres;
import dev.sotto.orders.store.PostgresSettings;
import dev.sotto.schemas.erasure.ErasureRecord;
import dev.sotto.schemas.order.OrderRecord;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A projection is only worth its log if it can be made from it again. The tables are made anew in a schema of their own
 * while the service goes on, and then held against those in use: event for event, order for order, line for line.
 */
public final class Rebuild {

    static final String SCHEMA = "sotto_rebuild";
    private static final int BATCH = 2_000;
    private static final int TRIES = 5;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final LogSettings log;
    private final PostgresSettings anew;
    private final Tables tables;
    private final @Nullable String replay;

    /** From the log itself. */
    public Rebuild(LogSettings log, PostgresSettings inUse) {
        this(log, inUse, null);
    }

    /** @param replay the name of a replay of the orders' events that is read in their place, as far as it goes; null for none */
    public Rebuild(LogSettings log, PostgresSettings inUse, @Nullable String replay) {
        this.log = log;
        this.replay = replay;
        this.anew = inUse.in(SCHEMA);
        this.tables = new Tables(inUse, SCHEMA);
    }

    /** Told now and then: every record is read first, then drawn. May take its time. */
    @FunctionalInterface
    public interface Progress {

        /** @return false to give it up, of which nothing remains */
        boolean at(long steps, long ofSteps);
    }

    private static void tell(Progress progress, long steps, long ofSteps) {
        if (!progress.at(steps, ofSteps)) {
            throw new CancellationException("The rebuild was given up.");
        }
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

    /**
     * What was done of one that was cut off is thrown away by the next, so that running it again changes nothing.
     *
     * @param adopt true to put what was made anew in the place of what differs from it
     * @throws CancellationException when it was given up
     * @throws IllegalStateException when another one is at work in the same database
     */
    public Outcome run(boolean adopt, Progress progress) {
        try (Tables.Alone _ = tables.alone()) {
            return alone(adopt, progress);
        }
    }

    private Outcome alone(boolean adopt, Progress progress) {
        try {
            return anew(adopt, progress, this::atOnce);
        } catch (RuntimeException failed) {
            if (Fault.of(failed) != Fault.POISON) {
                throw failed;
            }
            // Some record reads well and yet makes no order; batch by batch it is found and passed over.
            return anew(adopt, progress, Rebuild::batchByBatch);
        } finally {
            tables.drop();
        }
    }

    private Outcome anew(boolean adopt, Progress progress, Way way) {
        tables.drop();
        new Migrations(anew).run().block(LIMIT);
        tables.forgetAfterCrash();
        long began = System.nanoTime();
        Forgotten forgotten = forgotten();
        try (Walk<OrderRecord> walk = new Walk<>(log, Topics.ORDERS_EVENTS, forgotten::in);
                Postgres postgres = new Postgres(anew)) {
            Pass pass = new Pass(new Ledger(postgres, JSON));
            if (replay == null) {
                way.fill(walk, pass, progress);
            } else {
                fillFromReplay(way, replay, forgotten, walk, pass, progress);
            }
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            List<String> differing = compare(walk, pass);
            if (adopt && !differing.isEmpty()) {
                tables.adopt(() -> walk.on((records, read, toRead) -> pass.write(records)));
                differing = tables.differing();
            }
            return new Outcome(pass.events, pass.refused + walk.undecodable(), took, differing, tables.digest(SCHEMA));
        }
    }

    /** Leaves the log's own walk where the copies end, so that what came since is read there. */
    private void fillFromReplay(
            Way way, String name, Forgotten forgotten, Walk<OrderRecord> walk, Pass pass, Progress progress) {
        try (Walk<OrderRecord> copies = Walk.ofReplay(log, Topics.ORDERS_EVENTS, name, forgotten::in)) {
            way.fill(copies, pass, progress);
            pass.refused += copies.undecodable();
            walk.goTo(copies.behindOriginals());
        }
    }

    /** Who may not come back with what the log still holds of him. */
    private Forgotten forgotten() {
        Forgotten forgotten = new Forgotten();
        try (Walk<ErasureRecord> asked = new Walk<>(log, Topics.PRIVACY_ERASURES)) {
            asked.on((records, read, toRead) -> records.forEach(delivery -> forgotten.learn(delivery.require())));
        }
        return forgotten;
    }

    /** How empty tables are filled with what the log holds now. */
    private interface Way {
        void fill(Walk<OrderRecord> walk, Pass pass, Progress progress);
    }

    private void atOnce(Walk<OrderRecord> walk, Pass pass, Progress progress) {
        try (Bulk bulk = new Bulk(anew, JSON)) {
            AtomicLong all = new AtomicLong();
            walk.on((records, read, toRead) -> {
                bulk.take(records);
                all.set(toRead);
                tell(progress, read, 2 * toRead);
            });
            bulk.draw(folded -> tell(progress, all.get() + folded, 2 * all.get()));
            tell(progress, 2 * all.get(), 2 * all.get());
            pass.events = bulk.arrived();
            pass.refused = bulk.refused();
            bulk.leftBehind().forEach(pass::leave);
        }
    }

    private static void batchByBatch(Walk<OrderRecord> walk, Pass pass, Progress progress) {
        walk.on((records, read, toRead) -> {
            pass.write(records);
            tell(progress, read, toRead);
        });
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

        void leave(Position unfit) {
            ledger.pass(unfit).block(LIMIT);
        }

        private void isolate(List<Delivery<OrderRecord>> records) {
            if (records.size() == 1) {
                refused++;
                leave(records.getFirst().position());
                return;
            }
            batch(records.subList(0, records.size() / 2));
            batch(records.subList(records.size() / 2, records.size()));
        }
    }
}

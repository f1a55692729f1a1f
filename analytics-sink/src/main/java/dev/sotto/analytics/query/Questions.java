package dev.sotto.analytics.query;

import dev.sotto.analytics.export.Export;
import dev.sotto.analytics.export.FileForm;
import dev.sotto.analytics.hot.HotStore;
import dev.sotto.analytics.lake.Lake;
import dev.sotto.analytics.lake.LakeReader;
import dev.sotto.analytics.lake.LakeUnavailable;
import dev.sotto.analytics.lake.StoredTable;
import dev.sotto.analytics.lake.TableShape;
import dev.sotto.analytics.query.QueryOutcome.TimedOut;
import dev.sotto.analytics.query.QueryOutcome.Unavailable;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Answers questions a few at a time. Calls and orders share this machine and come first: beyond those few and a short
 * queue, callers are asked to come back.
 */
public final class Questions implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Questions.class);

    /** Whoever wants more than this wants an export to an engine of his own. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final QuerySettings settings;
    private final Mono<Lake> lake;
    private final @Nullable HotStore hot;
    private final MeterRegistry meters;
    private final SqlGate gate = new SqlGate(Views.names());
    private final Scheduler threads;
    private final Scheduler patientThread;
    private @Nullable Running running;

    /** Asks the lake alone: its answers are as old as its last commit. */
    public Questions(QuerySettings settings, Mono<Lake> lake, MeterRegistry meters) {
        this(settings, lake, null, meters);
    }

    /**
     * @param lake opens the lake, or gives the one already open
     * @param hot rows the lake does not hold yet; null when nobody shows any
     */
    public Questions(QuerySettings settings, Mono<Lake> lake, @Nullable HotStore hot, MeterRegistry meters) {
        this.meters = meters;
        this.settings = settings;
        this.lake = lake;
        this.hot = hot;
        this.threads = Schedulers.newBoundedElastic(settings.together(), settings.waiting(), "sql");
        this.patientThread = Schedulers.newBoundedElastic(1, settings.waiting(), "sql-patient");
    }

    /** Answers one statement with the rows its asker may see. */
    public Mono<QueryOutcome> ask(String sql, Scope scope) {
        return answered(Question.forRows(sql, scope, settings.rows()), threads, settings.timeout());
    }

    /** The same with a file for an answer, which may hold more rows. */
    public Mono<QueryOutcome> ask(String sql, Scope scope, FileForm form) {
        return answered(Question.forFile(sql, scope, form, this::export), threads, settings.timeout());
    }

    /** The same for a question that may take long; such questions wait for each other, and nobody else for them. */
    public LongQuestion askPatiently(String sql, Scope scope) {
        return askPatiently(sql, scope, settings.rows());
    }

    /** The same for parts of this service, which know how many rows they can bear. */
    public LongQuestion askPatiently(String sql, Scope scope, int rowsAtMost) {
        return patiently(Question.forRows(sql, scope, rowsAtMost));
    }

    /** The same with a file for an answer. */
    public LongQuestion askPatiently(String sql, Scope scope, FileForm form) {
        return patiently(Question.forFile(sql, scope, form, this::export));
    }

    private LongQuestion patiently(Question question) {
        return new LongQuestion(Mono.defer(() -> answered(question, patientThread, LONGEST)), question::percent);
    }

    private Mono<QueryOutcome> answered(Question question, Scheduler on, Duration longest) {
        Timer.Sample asked = Timer.start(meters);
        return lake.flatMap(open -> ask(question, new LakeReader(open), on))
                .timeout(longest, Mono.fromSupplier(() -> tooLong(longest)))
                .onErrorResume(LakeUnavailable.class, away -> Mono.just(unavailable(away)))
                .onErrorResume(
                        RejectedExecutionException.class,
                        full -> Mono.just(
                                new Unavailable("Too many questions are being answered; ask again in a few seconds.")))
                .doOnNext(outcome -> asked.stop(timer(outcome)));
    }

    private Export export() {
        Path folder = running().cache().files().resolve("answers");
        return new Export(folder, settings.fileRows(), settings.fileAtMost().toBytes());
    }

    private Timer timer(QueryOutcome outcome) {
        return Timer.builder("sotto.analytics.query")
                .description("From a question to its answer")
                .tag("outcome", outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .publishPercentileHistogram()
                .register(meters);
    }

    /** Why a statement would be refused before it is asked; empty when it would not. */
    public Mono<String> refusal(String sql) {
        return Mono.fromCallable(() -> {
                    try (Connection session = running().engine().session()) {
                        return gate.judge(sql, session) instanceof Verdict.Refused(String reason) ? reason : "";
                    }
                })
                .filter(reason -> !reason.isEmpty())
                .subscribeOn(threads)
                .onErrorMap(RejectedExecutionException.class, full -> new LakeUnavailable("judging a question", full));
    }

    /** The names that questions may read from. */
    public Set<String> views() {
        return Views.names();
    }

    /** The stored tables as a caller sees them; the newest snapshot's time says how fresh they are. */
    public Flux<StoredTable> tables(Scope scope) {
        return lake.map(LakeReader::new)
                .flatMapMany(reader -> Flux.fromIterable(TableShape.ALL)
                        .concatMap(shape -> Mono.fromCallable(() -> reader.table(shape, scope.restaurantId()))
                                .subscribeOn(threads)));
    }

    /** Starts the engine ahead of the first question: loading it takes most of a second. */
    public Mono<Void> warmUp() {
        return Mono.fromCallable(() -> running().engine().session())
                .doOnNext(Questions::close)
                .subscribeOn(threads)
                .then();
    }

    /**
     * The orders that are to be rolled up, for whoever does it; blocks.
     *
     * @throws LakeUnavailable when they cannot be read
     */
    public TouchedOrders touchedOrders(Lake open) {
        Running own = running();
        return TouchedOrders.read(own.engine(), own.cache(), new LakeReader(open));
    }

    /** Drops the copies of files and the answers kept here: the files they were made from are no more. */
    public synchronized void forget() {
        try {
            if (running != null) {
                running.cache().forget();
            }
        } catch (IOException stays) {
            throw new UncheckedIOException("Copies of the history could not be removed: " + stays.getMessage(), stays);
        }
    }

    private Mono<QueryOutcome> ask(Question question, LakeReader reader, Scheduler on) {
        return Mono.fromCallable(() -> answer(question, reader))
                .doOnCancel(question::stop)
                .subscribeOn(on);
    }

    private QueryOutcome answer(Question question, LakeReader reader) throws SQLException {
        // A question that was stopped just as it ended leaves its interrupt to the next one on this thread.
        boolean _ = Thread.interrupted();
        try {
            Running open = running();
            return question.ask(open.engine(), gate, new Sources(reader, hot), open.cache());
        } catch (IOException | UncheckedIOException failed) {
            return new Unavailable("The question cannot be answered now: " + failed.getMessage() + ".");
        }
    }

    private static QueryOutcome tooLong(Duration longest) {
        return new TimedOut("The question took longer than " + longest.toSeconds() + " s and was stopped.");
    }

    private static QueryOutcome unavailable(LakeUnavailable away) {
        log.warn("A question was not answered: {}", away.getMessage());
        return new Unavailable("The history cannot be read now: " + away.getMessage() + ".");
    }

    private synchronized Running running() {
        Running open = running;
        if (open == null) {
            FileCache cache =
                    new FileCache(settings.cache(), settings.cacheAtMost().toBytes());
            open = new Running(cache, new Engine(settings, cache.files()));
            running = open;
        }
        return open;
    }

    @Override
    public synchronized void close() throws SQLException {
        threads.dispose();
        patientThread.dispose();
        if (running != null) {
            running.engine().close();
            running.cache().close();
        }
    }

    private static void close(AutoCloseable session) {
        try {
            session.close();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private record Running(FileCache cache, Engine engine) {}
}

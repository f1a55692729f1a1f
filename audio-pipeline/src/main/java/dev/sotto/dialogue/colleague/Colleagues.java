package dev.sotto.dialogue.colleague;

import dev.sotto.dialogue.colleague.chat.ChatServer;
import dev.sotto.dialogue.colleague.chat.ModelSettings;
import dev.sotto.dialogue.colleague.desk.Desk;
import dev.sotto.dialogue.colleague.desk.Ledger;
import dev.sotto.dialogue.menu.Carte;
import dev.sotto.dialogue.understand.Understander;
import dev.sotto.dialogue.understand.Understood;
import dev.sotto.log.EventLog;
import dev.sotto.log.LogUnavailable;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.remote.Breaker;
import dev.sotto.schemas.ai.AiUsage;
import dev.sotto.schemas.dialogue.AskingGuest;
import dev.sotto.schemas.dialogue.Choosing;
import dev.sotto.schemas.dialogue.Confirming;
import dev.sotto.schemas.dialogue.DialogueState;
import dev.sotto.schemas.dialogue.MakingSure;
import dev.sotto.schemas.dialogue.TakingOrder;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The models a conversation may ask, as one: reads hard turns, begins before the guest has quite finished, and keeps the
 * books. With nobody set it never does anything. Before the books of today have been read nobody is asked.
 */
public final class Colleagues {
    /** A log whose newest record is older than today never says that it has been read. */
    private static final Duration READING_AT_MOST = Duration.ofSeconds(5);

    private final ColleagueSettings settings;
    private final Ledger ledger;
    private final UsageMeter meter;
    private final KnownAnswers known;
    private final Team team;
    private final Guesses guesses;
    private final Map<String, Written> briefings = new ConcurrentHashMap<>();
    private volatile boolean booksRead;

    private record Written(Carte carte, Briefing briefing) {}

    /** {@code environment}: the process's variables; keys are read from it once and shown to nobody. */
    public Colleagues(
            ColleagueSettings settings,
            UnaryOperator<@Nullable String> environment,
            MeterRegistry registry,
            InstantSource clock) {
        this.settings = settings;
        this.ledger = new Ledger(settings.budget(), clock);
        this.meter = new UsageMeter(registry, ledger);
        this.known = new KnownAnswers(settings.remembered(), settings.rememberFor());
        List<Model> models = settings.ask().stream()
                .map(name -> model(name, environment, clock))
                .toList();
        this.team = new Team(new OwnEngine(), models, new Hardness(settings.sureEnough()), ledger, meter);
        this.guesses = new Guesses(team::read, meter);
    }

    private Model model(String name, UnaryOperator<@Nullable String> environment, InstantSource clock) {
        ModelSettings model = Objects.requireNonNull(settings.models().get(name));
        String key = model.key(environment);
        if (key.isEmpty() && !model.neededVariable().isEmpty()) {
            throw new IllegalArgumentException(
                    "The model " + name + " needs a key in the environment variable " + model.neededVariable() + ".");
        }
        ledger.limit(name, model.requestsPerMinute(), model.tokensPerMinute());
        Desk desk = new Desk(name, model.atOnce(), ledger, Schedulers.parallel(), clock);
        return new Model(
                name, model, new ChatServer(name, model, key), desk, new Breaker(clock), known, meter, this::briefing);
    }

    public boolean isAsked() {
        return !settings.ask().isEmpty();
    }

    /** A checked reading of what was said; empty where our own is as good as it gets. */
    public Mono<Understood> read(DialogueState state, Understander understander, String text) {
        if (!isAsked() || !booksRead || !mayChangeAnOrder(state)) {
            return Mono.empty();
        }
        return guesses.settle(turn(state, understander, text), state.revision());
    }

    /** Words that may still change; where they have not for a moment, colleagues begin to think. */
    public void overhear(DialogueState state, Understander understander, String text) {
        if (isAsked() && settings.ahead() && booksRead && mayChangeAnOrder(state)) {
            guesses.overhear(turn(state, understander, text), state.revision());
        }
    }

    /** A call that is over needs no answer any more. */
    public void forget(String callId) {
        guesses.forget(callId);
    }

    /** Reads the books and keeps them; runs for as long as it is subscribed to. */
    public Mono<Void> bookkeeping(EventLog log) {
        if (!isAsked()) {
            return Mono.never();
        }
        Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
        Flux<AiUsage> told = meter.records().concatMap(usage -> tell(log, usage), 1);
        return log.end(Topics.AI_USAGE, 0)
                .flatMapMany(end -> Flux.merge(
                        Mono.delay(end == 0 ? Duration.ZERO : READING_AT_MOST).doOnNext(_ -> booksRead()),
                        log.followAll(Topics.AI_USAGE, today).doOnNext(delivery -> {
                            AiUsage usage = delivery.value();
                            if (usage != null) {
                                ledger.apply(usage);
                            }
                            if (delivery.position().offset() >= end - 1) {
                                booksRead();
                            }
                        })))
                .cast(Object.class)
                .mergeWith(told)
                .then();
    }

    /** Millionths of a euro spent today, as far as the books are read. */
    long spentMicros() {
        return ledger.spentMicros();
    }

    void booksRead() {
        booksRead = true;
    }

    /** For who looks after the system: empty where all is well. */
    public String problem() {
        List<String> resting = team.models().stream()
                .filter(model -> !model.isTrusted())
                .map(Model::name)
                .toList();
        return resting.isEmpty()
                ? ""
                : resting.stream().collect(Collectors.joining(", ", "Not asked for now, because they failed: ", "."));
    }

    private Mono<AiUsage> tell(EventLog log, AiUsage usage) {
        return log.append(Topics.AI_USAGE, usage.envelope().restaurantId(), usage, Trace.start())
                .thenReturn(usage)
                .onErrorResume(LogUnavailable.class, _ -> Mono.fromRunnable(() -> ledger.apply(usage)));
    }

    private HardTurn turn(DialogueState state, Understander understander, String text) {
        return HardTurn.of(state, understander, text, Instant.now().plus(settings.patience()));
    }

    /** Written once for each menu that is in use; what a change of it makes worthless is forgotten, and nothing else. */
    private Briefing briefing(HardTurn turn) {
        Carte carte = turn.understander().carte();
        return briefings
                .compute(
                        turn.restaurantId() + "/" + turn.language(),
                        (_, written) -> written != null && written.carte().equals(carte)
                                ? written
                                : rewritten(turn, written, carte))
                .briefing();
    }

    private Written rewritten(HardTurn turn, @Nullable Written before, Carte carte) {
        Briefing now = Briefing.of(carte, turn.language());
        if (before != null && !before.briefing().menu().equals(now.menu())) {
            known.forget(KnownAnswers.menuTag(turn.restaurantId()));
        }
        if (before != null && !before.briefing().house().equals(now.house())) {
            known.forget(KnownAnswers.houseTag(turn.restaurantId()));
        }
        return new Written(carte, now);
    }

    /** Tables, complaints and names are no order; what a yes carries out is none of a model's business. */
    private static boolean mayChangeAnOrder(DialogueState state) {
        return switch (state.phase()) {
            case TakingOrder _, Choosing _, MakingSure _, Confirming _ -> true;
            case AskingGuest asking -> asking.about().equals("upsell");
            default -> false;
        };
    }
}

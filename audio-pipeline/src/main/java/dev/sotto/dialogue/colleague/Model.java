package dev.sotto.dialogue.colleague;

import dev.sotto.dialogue.colleague.KnownAnswers.Asked;
import dev.sotto.dialogue.colleague.chat.ChatAnswer;
import dev.sotto.dialogue.colleague.chat.ChatFailure;
import dev.sotto.dialogue.colleague.chat.ChatQuestion;
import dev.sotto.dialogue.colleague.chat.ChatServer;
import dev.sotto.dialogue.colleague.chat.ModelSettings;
import dev.sotto.dialogue.colleague.desk.Desk;
import dev.sotto.dialogue.colleague.desk.Visitor;
import dev.sotto.dialogue.understand.Understander.Second;
import dev.sotto.dialogue.understand.Understood;
import dev.sotto.dialogue.understand.draft.Act;
import dev.sotto.log.Topics;
import dev.sotto.remote.Breaker;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.ai.AiOutcome;
import dev.sotto.schemas.ai.AiUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A language model as a colleague: it is asked, at its desk, for acts; what it proposes is carried out on a copy of the
 * order by the rules of our own understanding, and counts only if all of it passes. Whatever it took is told.
 */
final class Model implements Colleague {
    private final String name;
    private final ModelSettings settings;
    private final ChatServer server;
    private final Desk desk;
    private final Breaker breaker;
    private final KnownAnswers known;
    private final UsageMeter meter;
    private final Function<HardTurn, Briefing> briefings;

    Model(
            String name,
            ModelSettings settings,
            ChatServer server,
            Desk desk,
            Breaker breaker,
            KnownAnswers known,
            UsageMeter meter,
            Function<HardTurn, Briefing> briefings) {
        this.name = name;
        this.settings = settings;
        this.server = server;
        this.desk = desk;
        this.breaker = breaker;
        this.known = known;
        this.meter = meter;
        this.briefings = briefings;
    }

    @Override
    public String name() {
        return name;
    }

    boolean isTrusted() {
        return breaker.isTrusted();
    }

    @Override
    public Mono<Understood> read(HardTurn turn) {
        return Mono.defer(() -> {
            Briefing briefing = briefings.apply(turn);
            Asked asked = Asked.of(name, turn);
            List<Act> acts = known.to(asked);
            if (acts != null && checked(turn, acts) instanceof Second.Reading(Understood understood)) {
                meter.settled("known");
                return Mono.just(understood);
            }
            if (!briefing.isAffordable() || !breaker.permits()) {
                return Mono.empty();
            }
            return ask(turn, asked, briefing.question(turn));
        });
    }

    private Mono<Understood> ask(HardTurn turn, Asked asked, ChatQuestion question) {
        Bill bill = new Bill(turn, question);
        Visitor visitor =
                new Visitor(bill.id, turn.restaurantId(), turn.priority(), question.estimatedTokens(), turn.deadline());
        Mono<ChatAnswer> answer = Mono.defer(() -> server.ask(question, turn.deadline())
                        .timeout(
                                left(turn), Mono.error(new ChatFailure("The model " + name + " was too slow.", false))))
                .doOnSubscribe(_ -> bill.opened())
                .doOnNext(_ -> breaker.answered())
                .doOnError(failure -> {
                    breaker.failed();
                    bill.pay(AiOutcome.FAILED, failure.getMessage(), null);
                })
                .doOnCancel(() -> {
                    breaker.undecided();
                    bill.pay(AiOutcome.CANCELLED, null, null);
                });
        return desk.serve(visitor, answer)
                .doFinally(_ -> bill.neverSent())
                .mapNotNull(whole -> judged(turn, asked, whole, bill));
    }

    private static Duration left(HardTurn turn) {
        Duration left = Duration.between(Instant.now(), turn.deadline());
        return left.isPositive() ? left : Duration.ZERO;
    }

    private @Nullable Understood judged(HardTurn turn, Asked asked, ChatAnswer answer, Bill bill) {
        return switch (Proposal.of(answer.calls())) {
            case Proposal.Unsure() -> {
                bill.pay(AiOutcome.UNSURE, null, answer);
                yield null;
            }
            case Proposal.Nonsense(String reason) -> {
                bill.pay(AiOutcome.REFUSED, reason, answer);
                yield null;
            }
            case Proposal.Acts(List<Act> acts) ->
                switch (checked(turn, acts)) {
                    case Second.Refused(String reason) -> {
                        bill.pay(AiOutcome.REFUSED, reason, answer);
                        yield null;
                    }
                    case Second.Reading(Understood understood) -> {
                        bill.pay(AiOutcome.ACCEPTED, null, answer);
                        known.keep(asked, acts);
                        yield understood;
                    }
                };
        };
    }

    private static Second checked(HardTurn turn, List<Act> acts) {
        return turn.understander().second(turn.ownReading(), acts, turn.text(), turn.lines(), turn.linesEver());
    }

    /** What one question took; paid once, and only if it was ever sent. */
    private final class Bill {
        private final String id = UUID.randomUUID().toString();
        private final HardTurn turn;
        private final ChatQuestion question;
        private final AtomicBoolean paid = new AtomicBoolean();
        private volatile @Nullable Instant sent;

        Bill(HardTurn turn, ChatQuestion question) {
            this.turn = turn;
            this.question = question;
        }

        void opened() {
            sent = Instant.now();
        }

        /** Who never left the line tells nothing about the model. */
        void neverSent() {
            if (sent == null) {
                breaker.undecided();
            }
        }

        void pay(AiOutcome outcome, @Nullable String reason, @Nullable ChatAnswer answer) {
            Instant since = sent;
            if (since == null || !paid.compareAndSet(false, true)) {
                return;
            }
            long read = answer == null ? question.estimatedTokens() : answer.promptTokens();
            long written = answer == null ? 0 : answer.completionTokens();
            meter.took(new AiUsage(
                    new Envelope(Topics.AI_USAGE.name(), turn.restaurantId(), id, since),
                    turn.callId(),
                    name,
                    settings.model(),
                    outcome,
                    reason,
                    answer == null ? 1 : answer.requests(),
                    read,
                    written,
                    answer == null || answer.estimated(),
                    settings.costMicros(read, written),
                    answer == null ? null : answer.firstTokenMillis(),
                    Duration.between(since, Instant.now()).toMillis()));
        }
    }
}

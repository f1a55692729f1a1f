package dev.sotto.dialogue.conversation.turn;

import dev.sotto.dialogue.conversation.turn.Decision.HandOver;
import dev.sotto.dialogue.conversation.turn.Decision.Outcome;
import dev.sotto.dialogue.understand.Understood;
import dev.sotto.dialogue.understand.doubt.Concern;
import dev.sotto.schemas.audio.AudioSource;
import dev.sotto.schemas.dialogue.DialogueState;
import dev.sotto.schemas.order.OrderEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One turn while it is being decided: each event is applied at once, so that what is said fits what has happened. */
public final class TurnPlan {
    private final List<ConversationEvent> events = new ArrayList<>();
    private final List<String> sentences = new ArrayList<>();
    private DialogueState state;
    private @Nullable String hangUp;
    private final List<Outcome> outcomes = new ArrayList<>();
    private @Nullable HandOver handOver;
    private final Instant now;
    private final String text;
    private final DialogueState before;
    private final @Nullable Understood reading;
    private List<Concern> untold = List.of();

    /**
     * @param now when it was heard, which is the same when it is decided again after a crash
     * @param text what was said, or nothing
     * @param reading how somebody else reads it; null for our own reading
     */
    public TurnPlan(DialogueState state, Instant now, String text, @Nullable Understood reading) {
        this.before = state;
        this.reading = reading;
        this.text = text;
        this.state = state;
        this.now = now;
    }

    /** Somebody else's reading of these words, as long as the order is the one he knew. */
    @Nullable
    Understood reading(String words) {
        boolean same = words.equals(text) && state.lines().equals(before.lines());
        return same ? reading : null;
    }

    /** What the words hold that cannot be done as asked stays open until the guest is told of it. */
    void understood(Understood words) {
        untold = words.concerns();
    }

    /** Nobody was told of these yet. */
    public List<Concern> untold() {
        return untold;
    }

    /** The guest was told, or the words meant something else. */
    public TurnPlan settleConcerns() {
        untold = List.of();
        return this;
    }

    /** How the conversation stood before this turn. */
    public DialogueState before() {
        return before;
    }

    public String text() {
        return text;
    }

    public Instant now() {
        return now;
    }

    public DialogueState state() {
        return state;
    }

    /** The table named in words comes before the one the device stands for. */
    @Nullable
    public String table() {
        String named = state.guest().table();
        return named == null ? state.tableNumber() : named;
    }

    public boolean isTerse() {
        return state.source() == AudioSource.EARPIECE;
    }

    public TurnPlan happened(ConversationEvent event) {
        events.add(event);
        state = Phases.apply(state, event);
        return this;
    }

    public TurnPlan say(String sentence) {
        sentences.add(sentence);
        return this;
    }

    public TurnPlan sayAll(List<String> more) {
        sentences.addAll(more);
        return this;
    }

    /** Said before everything else of this turn. */
    public TurnPlan sayFirst(List<String> news) {
        sentences.addAll(0, news);
        return this;
    }

    /** An earpiece session goes on: its waiter has the next table. */
    public TurnPlan close(String reason) {
        happened(new ConversationEvent.ConversationClosed(reason));
        hangUp = reason;
        return this;
    }

    public TurnPlan hangUp(String reason) {
        hangUp = reason;
        return this;
    }

    public TurnPlan place(Outcome placed) {
        outcomes.add(placed);
        return happened(new ConversationEvent.OrderAccepted(placed.orderId()));
    }

    /** Makes something durable that is no order of this conversation. */
    public TurnPlan settle(Outcome settled) {
        outcomes.add(settled);
        return this;
    }

    /** Something more becomes of the order that was just agreed to. */
    public TurnPlan follow(OrderEvent event) {
        if (!outcomes.isEmpty()) {
            Outcome last = outcomes.getLast();
            outcomes.add(new Outcome(last.orderId(), last.version() + 1, event));
        }
        return this;
    }

    public TurnPlan handOver(String human, String summary) {
        handOver = new HandOver(human, summary);
        return this;
    }

    public boolean saysNothing() {
        return sentences.isEmpty();
    }

    public Decision decision() {
        return new Decision(events, sentences, hangUp, outcomes, handOver);
    }
}

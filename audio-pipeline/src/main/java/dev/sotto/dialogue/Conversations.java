package dev.sotto.dialogue;

import dev.sotto.dialogue.conversation.Conversation;
import dev.sotto.dialogue.conversation.turn.ConversationEvent;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.ConversationClosed;
import dev.sotto.dialogue.conversation.turn.Decision;
import dev.sotto.dialogue.conversation.turn.Decision.HandOver;
import dev.sotto.dialogue.conversation.turn.Heard;
import dev.sotto.dialogue.placed.PlacedOrders;
import dev.sotto.dialogue.understand.Understander;
import dev.sotto.dialogue.understand.Understood;
import dev.sotto.log.Position;
import dev.sotto.log.Topics;
import dev.sotto.schemas.DerivedId;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.dialogue.Closed;
import dev.sotto.schemas.dialogue.DialogueState;
import dev.sotto.schemas.dialogue.Turn;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Leads every conversation from what was heard to what follows, once: what is in the state already is not decided again,
 * wherever the process died. Understanding of a menu is built once for each revision of it.
 */
final class Conversations {
    /** Recognisers write an utterance twice within seconds of each other, a conversation hears one in a few. */
    private static final int REMEMBERED = 16;

    /** Each dish this often: enough for the compiler, half a second of one core. */
    private static final int REHEARSALS = 20;

    private final Function<String, @Nullable RestaurantConfig> restaurants;
    private final Map<String, Prepared> prepared = new ConcurrentHashMap<>();

    private record Prepared(RestaurantConfig config, Conversation conversation) {}

    private final PlacedOrders placed;

    Conversations(Function<String, @Nullable RestaurantConfig> restaurants, PlacedOrders placed) {
        this.placed = placed;
        this.restaurants = restaurants;
    }

    Step next(@Nullable DialogueState state, Incoming incoming) {
        return next(state, incoming, null);
    }

    /** @param reading how somebody else reads what was heard; null where nobody was asked */
    Step next(@Nullable DialogueState state, Incoming incoming, @Nullable Understood reading) {
        if (state == null) {
            return switch (incoming.heard()) {
                case Heard.CallBegan began -> answer(begin(incoming, began), incoming, null);
                case Heard.CallOver _ -> new Step.TooLate();
                case Heard.Words _,
                        Heard.Mumble _,
                        Heard.Deafness _,
                        Heard.Silence _,
                        Heard.HandedOver _,
                        Heard.NobodyThere _ -> new Step.TooEarly();
            };
        }
        if (isApplied(state, incoming)) {
            Turn turn = state.turn();
            boolean last = turn.causeTopic().equals(incoming.position().topic())
                    && turn.causeOffset() == incoming.position().offset();
            return last ? new Step.SayAgain(state) : new Step.Known();
        }
        boolean over = state.phase() instanceof Closed && !(incoming.heard() instanceof Heard.CallOver);
        if (over) {
            return new Step.TooLate();
        }
        return incoming.heard() instanceof Heard.CallBegan ? new Step.Known() : answer(state, incoming, reading);
    }

    /** How this conversation's menu is understood; null where its restaurant is not known. */
    @Nullable
    Understander understander(DialogueState state) {
        Conversation conversation = conversation(state);
        return conversation == null ? null : conversation.understander();
    }

    private Step answer(DialogueState state, Incoming incoming, @Nullable Understood reading) {
        Conversation conversation = conversation(state);
        Decision decision = conversation == null
                ? noRestaurant(state, incoming)
                : conversation.decide(state, incoming.heard(), incoming.at(), reading);
        DialogueState next = state;
        for (ConversationEvent event : decision.events()) {
            next = Conversation.apply(next, event);
        }
        return new Step.Answer(stamped(next, incoming, decision), decision.outcomes());
    }

    private @Nullable Conversation conversation(DialogueState state) {
        String restaurantId = state.envelope().restaurantId();
        RestaurantConfig config = restaurants.apply(restaurantId);
        if (config == null) {
            return null;
        }
        return prepared.compute(restaurantId + "/" + state.language(), (key, known) -> {
                    boolean fresh = known != null && known.config().equals(config);
                    return known != null && fresh ? known : prepare(config, state.language());
                })
                .conversation();
    }

    /**
     * Builds the understanding of a restaurant's menu before its first guest needs it, and runs it until it is compiled:
     * the first call of the evening is answered as quickly as the hundredth.
     */
    void rehearse(String restaurantId) {
        RestaurantConfig config = restaurants.apply(restaurantId);
        if (config == null) {
            return;
        }
        Understander understander = new Understander(config, config.language());
        prepared.put(
                restaurantId + "/" + config.language(),
                new Prepared(config, new Conversation(understander, config.language(), placed)));
        for (int run = 0; run < REHEARSALS; run++) {
            config.menu().items().forEach(item -> understander.understand("2 " + item.name(), List.of(), 0, null));
        }
    }

    private Prepared prepare(RestaurantConfig config, String language) {
        return new Prepared(config, new Conversation(new Understander(config, language), language, placed));
    }

    private static Decision noRestaurant(DialogueState state, Incoming incoming) {
        if (incoming.heard() instanceof Heard.CallOver(String reason)) {
            return Decision.say(List.of(new ConversationClosed(reason)), List.of(), null);
        }
        String reason = "unknown restaurant";
        return Decision.say(
                List.of(new ConversationClosed(reason)), Conversation.unknownRestaurant(state.language()), reason);
    }

    private DialogueState begin(Incoming incoming, Heard.CallBegan began) {
        RestaurantConfig config = restaurants.apply(incoming.restaurantId());
        String own = config == null ? "en" : config.language();
        String asked = began.language();
        return DialogueState.begun(
                Envelope.of(Topics.DIALOGUE_STATE, incoming.restaurantId(), DerivedId.of(incoming.callId(), 0)),
                incoming.callId(),
                began.source(),
                asked == null || asked.isBlank() ? own : asked,
                began.callerNumber(),
                began.tableNumber(),
                began.replyPartition());
    }

    static boolean isApplied(DialogueState state, Incoming incoming) {
        Position position = incoming.position();
        long applied = isSpeech(position) ? state.appliedSpeech() : state.appliedCalls();
        return position.offset() <= applied || state.heard().contains(incoming.heardId());
    }

    private static boolean isSpeech(Position position) {
        return position.topic().equals(Topics.SPEECH_TRANSCRIPTS.name());
    }

    private static DialogueState stamped(DialogueState state, Incoming incoming, Decision decision) {
        Position position = incoming.position();
        boolean speech = isSpeech(position);
        HandOver handOver = decision.handOver();
        List<String> heard = new ArrayList<>(state.heard());
        heard.add(incoming.heardId());
        return state.answered(
                Envelope.of(
                        Topics.DIALOGUE_STATE,
                        state.envelope().restaurantId(),
                        DerivedId.of("dialogue", state.callId(), state.revision() + 1)),
                speech ? state.appliedCalls() : position.offset(),
                speech ? position.offset() : state.appliedSpeech(),
                heard.size() > REMEMBERED ? heard.subList(heard.size() - REMEMBERED, heard.size()) : heard,
                new Turn(
                        position.topic(),
                        position.offset(),
                        decision.sentences(),
                        decision.hangUp(),
                        incoming.heardAtMicros(),
                        handOver == null ? null : handOver.human(),
                        handOver == null ? null : handOver.summary()));
    }
}

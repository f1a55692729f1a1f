package dev.sotto.dialogue.colleague;

import dev.sotto.dialogue.colleague.chat.ChatAnswer.ToolCall;
import dev.sotto.dialogue.understand.draft.Act;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a model's tool calls come to. A call that is not exactly of the agreed shape spoils all of them: a field more, such
 * as a price, shows that the model does not do what it was asked to.
 */
sealed interface Proposal {
    /** @param acts what it proposes to do, at least one */
    record Acts(List<Act> acts) implements Proposal {}

    /** It says itself that it does not know. */
    record Unsure() implements Proposal {}

    /** {@code reason}: a sentence without anything the model wrote. */
    record Nonsense(String reason) implements Proposal {}

    JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    record PutLine(
            @Nullable String line,
            @Nullable String item,
            @Nullable Integer quantity,
            @Nullable Map<String, List<String>> options,
            @Nullable Map<String, String> add,
            @Nullable List<String> remove) {}

    record DropLine(@Nullable String line) {}

    record WhichItem(@Nullable String words, @Nullable List<String> items) {}

    record NotOnMenu(@Nullable String words) {}

    static Proposal of(List<ToolCall> calls) {
        List<Act> acts = new ArrayList<>();
        for (ToolCall call : calls) {
            if (call.name().equals("unsure")) {
                return new Unsure();
            }
            try {
                Act act = act(call);
                if (act == null) {
                    return new Nonsense("It calls a tool that there is not, or without what it needs.");
                }
                acts.add(act);
            } catch (JacksonException garbage) {
                return new Nonsense("Its call is not of the agreed shape.");
            }
        }
        return acts.isEmpty() ? new Unsure() : new Acts(acts);
    }

    private static @Nullable Act act(ToolCall call) {
        return switch (call.name()) {
            case "put_line" -> put(STRICT.readValue(call.arguments(), PutLine.class));
            case "drop_line" -> {
                DropLine drop = STRICT.readValue(call.arguments(), DropLine.class);
                yield drop.line() == null ? null : new Act.Drop(drop.line());
            }
            case "which_item" -> {
                WhichItem which = STRICT.readValue(call.arguments(), WhichItem.class);
                boolean whole = which.words() != null && which.items() != null;
                yield whole && which.words() != null && which.items() != null
                        ? new Act.Which(which.words(), which.items())
                        : null;
            }
            case "not_on_menu" -> {
                NotOnMenu not = STRICT.readValue(call.arguments(), NotOnMenu.class);
                yield not.words() == null ? null : new Act.NotOnMenu(not.words());
            }
            default -> null;
        };
    }

    private static @Nullable Act put(PutLine put) {
        if (put.item() == null || put.quantity() == null) {
            return null;
        }
        return new Act.Put(
                put.line(),
                put.item(),
                put.quantity(),
                put.options() == null ? Map.of() : new HashMap<>(put.options()),
                put.add() == null ? Map.of() : new HashMap<>(put.add()),
                put.remove() == null ? List.of() : List.copyOf(put.remove()));
    }
}

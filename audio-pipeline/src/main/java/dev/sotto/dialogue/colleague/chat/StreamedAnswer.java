package dev.sotto.dialogue.colleague.chat;

import dev.sotto.dialogue.colleague.chat.ChatAnswer.ToolCall;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts a streamed answer together: a tool call comes in pieces of a few letters, and one that breaks off is no call.
 * Bounded, since nobody promises that a model ever stops.
 */
final class StreamedAnswer {
    private static final String END = "[DONE]";
    private static final int LONGEST = 32_000;
    private static final int MOST_CALLS = 32;
    private static final int LETTERS_IN_A_TOKEN = 4;

    private final String model;
    private final long estimatedPrompt;
    private final long begunNanos = System.nanoTime();
    private final TreeMap<Integer, Pieces> calls = new TreeMap<>();
    private int length;
    private @Nullable Long firstTokenMillis;
    private @Nullable String finish;
    private @Nullable Long promptTokens;
    private @Nullable Long completionTokens;

    private static final class Pieces {
        private final StringBuilder name = new StringBuilder();
        private final StringBuilder arguments = new StringBuilder();
    }

    StreamedAnswer(String model, long estimatedPrompt) {
        this.model = model;
        this.estimatedPrompt = estimatedPrompt;
    }

    static boolean isEnd(String data) {
        return data.strip().equals(END);
    }

    void read(String data) {
        if (isEnd(data)) {
            return;
        }
        try {
            read(JsonMapper.shared().readTree(data));
        } catch (JacksonException garbage) {
            throw new ChatFailure("The model " + model + " sent something that is no JSON.", true);
        }
    }

    private void read(JsonNode chunk) {
        if (chunk.has("error")) {
            throw new ChatFailure("The model " + model + " broke off with an error of its own.", true);
        }
        JsonNode usage = chunk.path("usage");
        if (usage.isObject()) {
            promptTokens = Math.max(0, usage.path("prompt_tokens").asLong(0));
            completionTokens = Math.max(0, usage.path("completion_tokens").asLong(0));
        }
        JsonNode choice = chunk.path("choices").path(0);
        JsonNode delta = choice.path("delta");
        add(delta.path("content").asString("").length());
        for (JsonNode call : delta.path("tool_calls")) {
            piece(call);
        }
        if (choice.path("finish_reason").isString()) {
            finish = choice.path("finish_reason").asString();
        }
    }

    private void piece(JsonNode call) {
        int index = call.path("index").asInt(0);
        if (!calls.containsKey(index) && calls.size() >= MOST_CALLS) {
            throw endless();
        }
        Pieces pieces = calls.computeIfAbsent(index, _ -> new Pieces());
        String name = call.path("function").path("name").asString("");
        String arguments = call.path("function").path("arguments").asString("");
        add(name.length() + arguments.length());
        pieces.name.append(name);
        pieces.arguments.append(arguments);
    }

    private void add(int letters) {
        length += letters;
        if (letters > 0 && firstTokenMillis == null) {
            firstTokenMillis = (System.nanoTime() - begunNanos) / 1_000_000;
        }
        if (length > LONGEST) {
            throw endless();
        }
    }

    private ChatFailure endless() {
        return new ChatFailure("The model " + model + " writes without end.", false);
    }

    /** Fails where the stream ended before the model did. */
    ChatAnswer whole() {
        if (finish == null) {
            throw new ChatFailure("The model " + model + " broke off in the middle of its answer.", true);
        }
        if (finish.equals("length")) {
            throw new ChatFailure("The model " + model + " was not done within its limit.", false);
        }
        List<ToolCall> whole = calls.values().stream()
                .map(pieces -> new ToolCall(pieces.name.toString(), pieces.arguments.toString()))
                .toList();
        Long read = promptTokens;
        Long written = completionTokens;
        boolean counted = read != null && written != null;
        return new ChatAnswer(
                whole,
                1,
                counted && read != null ? read : estimatedPrompt,
                counted && written != null ? written : length / LETTERS_IN_A_TOKEN,
                !counted,
                firstTokenMillis);
    }
}

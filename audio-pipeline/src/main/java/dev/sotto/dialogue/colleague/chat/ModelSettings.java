package dev.sotto.dialogue.colleague.chat;

import dev.sotto.remote.Key;
import java.net.URI;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One language model behind an OpenAI-compatible server: OpenAI, vLLM, Ollama, llama.cpp. Its key is never a setting.
 *
 * @param url up to and with the version, such as http://127.0.0.1:11434/v1
 * @param model the server's name of it
 * @param keyVariable environment variable that holds the key; null for OPENAI_API_KEY at OpenAI's own address, and none
 *     elsewhere
 * @param stall how long a stream may pause before it counts as broken
 * @param attempts how often one question is sent while time is left
 * @param atOnce questions answered at the same time; further ones wait by priority
 * @param requestsPerMinute what the provider's plan allows, for all workers together
 * @param tokensPerMinute read and written ones
 * @param eurosPerMillionRead price of a million tokens of the question
 * @param eurosPerMillionWritten price of a million tokens of the answer
 * @param longestAnswer in tokens; a turn's changes are rarely over 200
 * @param limitName what the server calls that limit: max_tokens everywhere, max_completion_tokens for OpenAI's newest
 * @param temperature 0 for the likeliest answer; negative leaves it to the server, which some models require
 */
public record ModelSettings(
        @DefaultValue("https://api.openai.com/v1") URI url,
        @DefaultValue("") String model,
        @Nullable String keyVariable,
        @DefaultValue("1s") Duration stall,
        @DefaultValue("2") int attempts,
        @DefaultValue("8") int atOnce,
        @DefaultValue("300") int requestsPerMinute,
        @DefaultValue("200000") int tokensPerMinute,
        @DefaultValue("0") double eurosPerMillionRead,
        @DefaultValue("0") double eurosPerMillionWritten,
        @DefaultValue("400") int longestAnswer,
        @DefaultValue("max_tokens") String limitName,
        @DefaultValue("0") double temperature) {
    private static final String OPENAI = "api.openai.com";

    public ModelSettings {
        require(!model.isBlank(), "model must name a model of the server", model);
        require("http".equals(url.getScheme()) || "https".equals(url.getScheme()), "url must begin with http", url);
        require(stall.isPositive(), "stall must be longer than nothing", stall);
        require(attempts >= 1 && attempts <= 10, "attempts must be 1 to 10", attempts);
        require(atOnce >= 1 && atOnce <= 10_000, "at-once must be 1 to 10000", atOnce);
        require(requestsPerMinute >= 1, "requests-per-minute must be at least 1", requestsPerMinute);
        require(tokensPerMinute >= 1000, "tokens-per-minute must be at least 1000", tokensPerMinute);
        require(
                eurosPerMillionRead >= 0 && eurosPerMillionWritten >= 0,
                "prices must not be below 0",
                eurosPerMillionRead);
        require(longestAnswer >= 50, "longest-answer must be at least 50", longestAnswer);
    }

    /** Millionths of a euro; a price for a million tokens is that of one token in millionths. */
    public long costMicros(long read, long written) {
        return Math.round(read * eurosPerMillionRead + written * eurosPerMillionWritten);
    }

    public String key(UnaryOperator<@Nullable String> environment) {
        return Key.read(environment, keyVariable, usualVariable());
    }

    /** The variable without whose key it cannot be asked; empty where it needs none. */
    public String neededVariable() {
        String own = keyVariable;
        return own == null ? usualVariable() : own;
    }

    private String usualVariable() {
        return OPENAI.equals(url.getHost()) ? "OPENAI_API_KEY" : "";
    }

    private static void require(boolean holds, String rule, Object value) {
        if (!holds) {
            throw new IllegalArgumentException("dialogue.colleagues.models.*." + rule + ", not '" + value + "'.");
        }
    }
}

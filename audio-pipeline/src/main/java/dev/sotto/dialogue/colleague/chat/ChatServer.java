package dev.sotto.dialogue.colleague.chat;

import dev.sotto.remote.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks a model by {@code POST /chat/completions} with {@code stream: true}, as OpenAI defined it and vLLM, Ollama and
 * llama.cpp speak it. Whoever stops waiting closes the connection, which stops the generation.
 */
public final class ChatServer {
    private static final ParameterizedTypeReference<ServerSentEvent<String>> EVENT =
            new ParameterizedTypeReference<>() {};
    private static final int LONGEST_EVENT = 64 * 1024;

    private final String name;
    private final ModelSettings settings;
    private final WebClient client;

    /** {@code key}: empty where the server needs none. */
    public ChatServer(String name, ModelSettings settings, String key) {
        this.name = name;
        this.settings = settings;
        WebClient.Builder builder =
                WebClient.builder().codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LONGEST_EVENT));
        if (!key.isEmpty()) {
            builder.defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + key);
        }
        this.client = builder.build();
    }

    /** Asks until there is a whole answer or no time for another attempt; fails with a {@link ChatFailure}. */
    public Mono<ChatAnswer> ask(ChatQuestion question, Instant deadline) {
        return Mono.defer(() -> {
            AtomicInteger attempts = new AtomicInteger();
            return Mono.defer(() -> {
                        attempts.incrementAndGet();
                        return once(question);
                    })
                    .retryWhen(Retry.from(failures ->
                            failures.concatMap(failed -> pause(failed.failure(), attempts.get(), deadline), 1)))
                    .map(answer -> answer.after(attempts.get()));
        });
    }

    /** Completes when it is time to ask again; fails where that would not help or be too late. */
    private Mono<Long> pause(Throwable failure, int attempt, Instant deadline) {
        if (!(failure instanceof ChatFailure chat) || !chat.isPassing() || attempt >= settings.attempts()) {
            return Mono.error(failure);
        }
        Duration named = chat.retryAfter();
        Duration pause = named == null ? Duration.ofMillis(Backoff.millis(attempt)) : named;
        boolean late = !Instant.now().plus(pause).isBefore(deadline);
        return late ? Mono.error(failure) : Mono.delay(pause);
    }

    private Mono<ChatAnswer> once(ChatQuestion question) {
        return client.post()
                .uri(settings.url() + "/chat/completions")
                .contentType(MediaType.APPLICATION_JSON)
                .accept(MediaType.TEXT_EVENT_STREAM)
                .bodyValue(body(question))
                .exchangeToFlux(this::events)
                .timeout(settings.stall())
                .takeUntil(StreamedAnswer::isEnd)
                .collect(() -> new StreamedAnswer(name, question.estimatedTokens()), StreamedAnswer::read)
                .map(StreamedAnswer::whole)
                .onErrorMap(failure -> !(failure instanceof ChatFailure), this::classified);
    }

    private Flux<String> events(ClientResponse response) {
        if (response.statusCode().is2xxSuccessful()) {
            return response.bodyToFlux(EVENT).mapNotNull(ServerSentEvent::data);
        }
        return response.releaseBody().thenMany(Flux.error(refusal(response)));
    }

    private ChatFailure refusal(ClientResponse response) {
        int status = response.statusCode().value();
        // Too many requests, and what is wrong on the provider's side, pass; what is wrong on ours does not.
        boolean passing = status == 429 || status == 408 || status >= 500;
        return new ChatFailure("The model " + name + " answered " + status + ".", passing, retryAfter(response));
    }

    private static @Nullable Duration retryAfter(ClientResponse response) {
        String seconds = response.headers().asHttpHeaders().getFirst(HttpHeaders.RETRY_AFTER);
        return seconds != null && seconds.matches("[0-9]{1,6}") ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
    }

    private ChatFailure classified(Throwable failure) {
        String what = failure instanceof TimeoutException
                ? " stopped in the middle of its answer."
                : " could not be spoken to: " + failure.getClass().getSimpleName() + ".";
        return new ChatFailure("The model " + name + what, true);
    }

    private String body(ChatQuestion question) {
        JsonMapper json = JsonMapper.shared();
        ObjectNode body = json.createObjectNode();
        body.put("model", settings.model()).put("stream", true);
        body.putObject("stream_options").put("include_usage", true);
        body.put(settings.limitName(), settings.longestAnswer());
        if (settings.temperature() >= 0) {
            body.put("temperature", settings.temperature());
        }
        body.putArray("messages")
                .add(json.createObjectNode().put("role", "system").put("content", question.briefing()))
                .add(json.createObjectNode().put("role", "user").put("content", question.turn()));
        body.set("tools", json.readTree(question.tools()));
        body.put("tool_choice", "required");
        return body.toString();
    }
}

package dev.sotto.speech.engine.remote;

import dev.sotto.remote.Key;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One recogniser, by its kind and where it is. Keys are never settings: they stand in an environment variable, of which
 * this has the name.
 *
 * @param kind the wire format: vosk-server, deepgram, openai, transcriptions; or vosk, in this process
 * @param url where it is; null for the provider's own address
 * @param model the provider's name of a model; null for the usual one
 * @param keyVariable environment variable that holds the key; null for the usual one of the kind
 * @param languages what it is trusted with; empty for any
 * @param folder of a model that is run here
 * @param patience how long a text is waited for once the turn is over; then the next engine is asked
 * @param atOnce turns heard at the same time, as the provider's plan allows; further ones wait with their sound
 * @param attempts how often a turn is sent when the provider is busy or breaks off
 */
public record RemoteSettings(
        @DefaultValue("") String kind,
        @Nullable URI url,
        @Nullable String model,
        @Nullable String keyVariable,
        @DefaultValue List<String> languages,
        @DefaultValue("") String folder,
        @DefaultValue("3s") Duration patience,
        @DefaultValue("100") int atOnce,
        @DefaultValue("3") int attempts) {

    public RemoteSettings {
        languages = List.copyOf(languages);
        require(patience.isPositive(), "patience must be longer than nothing", patience);
        require(atOnce >= 1 && atOnce <= 10_000, "at-once must be 1 to 10000", atOnce);
        require(attempts >= 1 && attempts <= 10, "attempts must be 1 to 10", attempts);
    }

    public static RemoteSettings of(String kind) {
        return new RemoteSettings(kind, null, null, null, List.of(), "", Duration.ofSeconds(3), 100, 3);
    }

    URI urlOr(String usual) {
        return url == null ? URI.create(usual) : url;
    }

    String modelOr(String usual) {
        return model == null ? usual : model;
    }

    boolean hears(String language) {
        return languages.isEmpty() || languages.contains(language);
    }

    /** The key, from an environment variable or, where the kind has none, empty. */
    String key(UnaryOperator<@Nullable String> environment, String usualVariable) {
        return Key.read(environment, keyVariable, usualVariable);
    }

    private static void require(boolean holds, String rule, Object value) {
        if (!holds) {
            throw new IllegalArgumentException("speech.engines.*." + rule + ", not " + value + ".");
        }
    }
}

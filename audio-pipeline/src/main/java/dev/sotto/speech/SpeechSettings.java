package dev.sotto.speech;

import dev.sotto.speech.engine.remote.RemoteSettings;
import dev.sotto.speech.turn.Silero;
import dev.sotto.speech.turn.TurnSettings;
import dev.sotto.speech.turn.VoiceActivity;
import dev.sotto.speech.voice.VoiceSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Everything that can be set about hearing and speaking.
 *
 * @param engine who hears, by name; of several the first that is healthy
 * @param engines recognisers by the name they go by here; those of a kind's own name need not be set
 * @param languages who hears a language, where it is not the engine above
 * @param modelFolder where Debian's pocketsphinx-en-us puts its model
 * @param decoders turns decoded at the same time; more than there are cores only makes each slower
 * @param menus menus kept prepared at once, some 10 MB each with two decoders
 * @param calls calls heard at the same time by this process
 * @param outsideMenuShare a turn with this share of words no order has is not taken for one
 * @param leastConfidence a turn heard with less is asked again; of 74 orders in natural voices it refused none, of 32
 *     sentences about something else it and the share outside the menu refused 26
 * @param espeak the synthesiser's program
 * @param voice better voices than espeak-ng's, where there are some
 * @param silero model file of Silero VAD (version 5 or later, ONNX), which then tells voices from other sounds; by
 *     default turns are found by their level against the line's own noise
 * @param turn when turns begin and end, where a restaurant does not say otherwise
 * @param restaurants what a restaurant, by its id, wants differently
 */
@ConfigurationProperties("speech")
public record SpeechSettings(
        @DefaultValue("pocketsphinx") List<String> engine,
        @DefaultValue Map<String, RemoteSettings> engines,
        @DefaultValue Map<String, Tongue> languages,
        @DefaultValue("/usr/share/pocketsphinx/model/en-us") Path modelFolder,
        @DefaultValue("2") int decoders,
        @DefaultValue("64") int menus,
        @DefaultValue("500") int calls,
        @DefaultValue("0.3") double outsideMenuShare,
        @DefaultValue("0.45") double leastConfidence,
        @DefaultValue("espeak-ng") Path espeak,
        @DefaultValue("en-us+f2") String englishVoice,
        @DefaultValue("fr-fr+f2") String frenchVoice,
        @DefaultValue("155") int wordsPerMinute,
        @DefaultValue VoiceSettings voice,
        @Nullable Path silero,
        @DefaultValue TurnSettings turn,
        @DefaultValue Map<String, House> restaurants) {

    /** What one restaurant wants differently; null where it wants what all have. */
    public record House(
            @Nullable List<String> engine, @Nullable TurnSettings turn) {}

    /** Who hears a language. */
    public record Tongue(List<String> engine) {}

    public SpeechSettings {
        require(!engine.isEmpty(), "engine must name at least one recogniser", engine);
        require(decoders >= 1 && decoders <= 64, "decoders must be 1 to 64", decoders);
        require(menus >= 1 && menus <= 10_000, "menus must be 1 to 10000", menus);
        require(calls >= 1 && calls <= 10_000, "calls must be 1 to 10000", calls);
        require(
                outsideMenuShare > 0 && outsideMenuShare <= 1,
                "outside-menu-share must be above 0 and at most 1",
                outsideMenuShare);
        require(leastConfidence >= 0 && leastConfidence < 1, "least-confidence must be 0 to 1", leastConfidence);
        require(wordsPerMinute >= 80 && wordsPerMinute <= 300, "words-per-minute must be 80 to 300", wordsPerMinute);
        require(voiceName(englishVoice), "english-voice must be an espeak-ng voice such as en-us+f2", englishVoice);
        require(voiceName(frenchVoice), "french-voice must be an espeak-ng voice such as fr-fr+f2", frenchVoice);
    }

    /** As if nothing had been set. */
    public static SpeechSettings standard() {
        return new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("speech", SpeechSettings.class);
    }

    /** As the process's environment says, for programs that are no service: {@code SPEECH_ENGINES_MINE_URL=...}. */
    public static SpeechSettings fromEnvironment() {
        return Binder.get(new StandardEnvironment()).bindOrCreate("speech", SpeechSettings.class);
    }

    /** Who hears in a restaurant and language, in order. */
    List<String> enginesIn(String restaurantId, String language) {
        House house = restaurants.get(restaurantId);
        if (house != null && house.engine() != null) {
            return house.engine();
        }
        Tongue tongue = languages.get(language);
        return tongue == null ? engine : tongue.engine();
    }

    /** The same with other engines for everybody. */
    public SpeechSettings heardBy(List<String> others) {
        return new SpeechSettings(
                others,
                engines,
                Map.of(),
                modelFolder,
                decoders,
                menus,
                calls,
                outsideMenuShare,
                leastConfidence,
                espeak,
                englishVoice,
                frenchVoice,
                wordsPerMinute,
                voice,
                silero,
                turn,
                Map.of());
    }

    /** Fails with a sentence when there is no such model. */
    VoiceActivity.Source voiceActivity() {
        return silero == null ? VoiceActivity.Source.BY_LEVEL : Silero.open(silero);
    }

    TurnSettings turnIn(String restaurantId) {
        House house = restaurants.get(restaurantId);
        return house == null || house.turn() == null ? turn : house.turn();
    }

    private static boolean voiceName(String name) {
        return name.matches("[A-Za-z0-9][A-Za-z0-9+_-]{0,40}");
    }

    private static void require(boolean holds, String rule, Object value) {
        if (!holds) {
            throw new IllegalArgumentException("speech." + rule + ", not '" + value + "'.");
        }
    }
}

package dev.sotto.speech;

import dev.sotto.log.EventLog;
import dev.sotto.log.StateTable;
import dev.sotto.log.Topics;
import dev.sotto.schemas.dialogue.DialogueState;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import dev.sotto.speech.engine.roster.Roster;
import dev.sotto.speech.room.Announcements;
import dev.sotto.speech.room.RoomReports;
import dev.sotto.speech.turn.VoiceActivity;
import dev.sotto.speech.voice.Espeak;
import dev.sotto.speech.voice.EspeakTimbres;
import dev.sotto.speech.voice.EspeakTimbres.Timbre;
import dev.sotto.speech.voice.Speech;
import dev.sotto.speech.voice.SpokenVoice;
import dev.sotto.speech.voice.Synthesiser;
import dev.sotto.speech.voice.Voice;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The speech stage and the voice, put together. Needs an {@link EventLog} and the tables of restaurants and
 * dialogues. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SpeechSettings.class)
public class SpeechConfiguration {
    /** Turns waiting for a decoder; a turn is seconds long, so this is far more than any node hears at once. */
    private static final int WAITING_TURNS = 10_000;

    /** A worker that takes calls over before its menus are there lets their callers wait for them; so long at most. */
    private static final Duration PREPARES = Duration.ofSeconds(10);

    /** Answers of engines elsewhere that are waited for; the embedded one lets no more than its decoders work. */
    private static final int WAITED_FOR_AT_ONCE = 100;

    @Bean
    Espeak espeak(SpeechSettings settings) {
        return new Espeak(settings.espeak());
    }

    @Bean(destroyMethod = "dispose")
    Scheduler decoders(SpeechSettings settings) {
        return Schedulers.newBoundedElastic(settings.decoders() + WAITED_FOR_AT_ONCE, WAITING_TURNS, "speech-decoder");
    }

    /** Its own thread: a thousand menus read at start must not stand before the first caller. */
    @Bean(destroyMethod = "dispose")
    Scheduler menuPreparer() {
        return Schedulers.newBoundedElastic(1, WAITING_TURNS, "menu-preparer");
    }

    @Bean(destroyMethod = "dispose")
    Scheduler speechLanes() {
        return Schedulers.newParallel("speech-lane", 2);
    }

    @Bean(destroyMethod = "dispose")
    Scheduler voices(SpeechSettings settings) {
        return Schedulers.newBoundedElastic(settings.decoders() * 2, WAITING_TURNS, "voice");
    }

    /** What is found out of a voice while it speaks keeps no turn waiting that is over. */
    @Bean(destroyMethod = "dispose")
    Scheduler voiceSearch() {
        return Schedulers.newSingle(new LeftoverTime("voice-search"));
    }

    @Bean
    Roster engines(SpeechSettings settings, Espeak espeak, Scheduler voiceSearch) {
        return Engines.open(settings, espeak, voiceSearch::schedule);
    }

    @Bean
    Voice voice(SpeechSettings settings, Espeak espeak, Scheduler voices) {
        Synthesiser synthesiser = new EspeakTimbres(
                espeak,
                new Timbre(settings.englishVoice(), settings.wordsPerMinute()),
                new Timbre(settings.frenchVoice(), settings.wordsPerMinute()));
        return new SpokenVoice(settings.voice().before(synthesiser), voices);
    }

    @Bean
    VoiceActivity.Source voiceActivity(SpeechSettings settings) {
        return settings.voiceActivity();
    }

    @Bean
    SpeechMetrics speechMetrics(MeterRegistry registry) {
        return new SpeechMetrics(registry);
    }

    @Bean
    CallsHeard callsHeard(
            SpeechSettings settings,
            StateTable<RestaurantConfig> restaurants,
            StateTable<DialogueState> dialogues,
            Roster engines,
            VoiceActivity.Source voiceActivity,
            SpeechMetrics speechMetrics,
            MeterRegistry registry,
            Scheduler menuPreparer) {
        Ear ear = new Ear(
                (id, language) -> engines.of(settings.enginesIn(id, language)),
                new Vocabulary(restaurants::get),
                new Expected(dialogues::get),
                settings,
                speechMetrics,
                menuPreparer);
        OurVoice ourVoice =
                new OurVoice(dialogues::get, id -> settings.turnIn(id).interruptible(), InstantSource.system());
        CallsHeard calls = new CallsHeard(ear, ourVoice, voiceActivity, settings, speechMetrics);
        Gauge.builder("sotto.speech.calls", calls, CallsHeard::streams)
                .description("Calls being heard")
                .register(registry);
        restaurants.onChange(id -> {
            // With more restaurants than are kept prepared, a restaurant's first call of the hour prepares it.
            if (restaurants.values().size() <= settings.menus()) {
                RATES_HZ.forEach(rate -> ear.expect(id, rate));
            }
        });
        return calls;
    }

    @Bean
    SpeechLife speechLife(
            EventLog log,
            CallsHeard callsHeard,
            StateTable<RestaurantConfig> restaurants,
            SpeechMetrics speechMetrics,
            Scheduler menuPreparer,
            Scheduler speechLanes,
            Scheduler decoders) {
        // The preparer takes one menu after the other: when it comes to this, it has prepared all that are known.
        Mono<Void> prepared =
                restaurants.caughtUp().then(Mono.<Void>fromRunnable(() -> {}).subscribeOn(menuPreparer));
        Mono<Void> ready = prepared.timeout(PREPARES, Mono.empty());
        return new SpeechLife(new SpeechStage(log, callsHeard, speechMetrics, ready, speechLanes, decoders));
    }

    @Bean
    RoomReports roomReports(EventLog log, CallsHeard callsHeard) {
        return new RoomReports(log, callsHeard);
    }

    @Bean
    Announcements announcements(EventLog log, Voice voice) {
        return new Announcements(
                log.table(Topics.VOICE_ANNOUNCEMENTS),
                (sentence, language, rate) ->
                        voice.speak(sentence, language, rate).map(Speech::audio));
    }

    @Bean
    SpeechHealth speechHealthIndicator(
            Roster engines,
            SpeechSettings settings,
            Espeak espeak,
            StateTable<RestaurantConfig> restaurants,
            SpeechLife life) {
        return new SpeechHealth(
                (id, language) -> engines.of(settings.enginesIn(id, language)), espeak, restaurants, life);
    }

    /** A phone's and an earpiece's. */
    private static final List<Integer> RATES_HZ = List.of(8000, 16_000);
}

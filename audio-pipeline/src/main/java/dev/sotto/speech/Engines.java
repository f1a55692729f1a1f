package dev.sotto.speech;

import dev.sotto.speech.engine.SpeechEngine;
import dev.sotto.speech.engine.remote.RemoteEngine;
import dev.sotto.speech.engine.remote.RemoteSettings;
import dev.sotto.speech.engine.roster.Roster;
import dev.sotto.speech.engine.sphinx.PocketSphinx;
import dev.sotto.speech.engine.vosk.Vosk;
import dev.sotto.speech.voice.Espeak;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** The engines of this process, as the settings name them. */
final class Engines {
    private static final String EMBEDDED = "pocketsphinx";
    private static final String LOCAL = "vosk";

    private Engines() {}

    /**
     * Fails with a sentence when the settings name an engine that does not exist. {@code meanwhile}: runs what engines can
     * find out while somebody still speaks.
     */
    static Roster open(SpeechSettings settings, Espeak espeak, Executor meanwhile) {
        Roster roster = new Roster(name -> open(name, settings, espeak, meanwhile), InstantSource.system());
        roster.of(settings.engine());
        settings.languages().values().forEach(tongue -> roster.of(tongue.engine()));
        settings.restaurants().values().stream()
                .map(SpeechSettings.House::engine)
                .filter(names -> names != null)
                .forEach(roster::of);
        return roster;
    }

    private static SpeechEngine open(String name, SpeechSettings settings, Espeak espeak, Executor meanwhile) {
        RemoteSettings remote = settings.engines().get(name);
        if (LOCAL.equals(remote == null ? name : remote.kind())) {
            RemoteSettings local = remote == null ? RemoteSettings.of(LOCAL) : remote;
            return new Vosk(name, Path.of(local.folder()), local.languages());
        }
        if (remote != null) {
            return new RemoteEngine(name, remote, System::getenv);
        }
        if (name.equals(EMBEDDED)) {
            var limits = new PocketSphinx.Limits(settings.decoders(), settings.menus());
            return PocketSphinx.open(settings.modelFolder(), limits, espeak::ipa, meanwhile);
        }
        if (RemoteEngine.KINDS.contains(name)) {
            return new RemoteEngine(name, RemoteSettings.of(name), System::getenv);
        }
        List<String> known = new ArrayList<>(List.of(EMBEDDED, LOCAL));
        known.addAll(RemoteEngine.KINDS);
        known.addAll(settings.engines().keySet());
        throw new IllegalArgumentException("There is no speech engine '" + name + "'; there are " + known + ".");
    }
}

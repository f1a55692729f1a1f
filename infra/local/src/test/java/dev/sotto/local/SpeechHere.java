package dev.sotto.local;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a test needs of the machine to speak and to be understood. */
final class SpeechHere {

    private static final Path RECOGNISER = Path.of("/usr/share/pocketsphinx/model/en-us");

    private SpeechHere() {}

    /** Skips the test, saying what to install, where it is missing. */
    static void assumed() {
        assumeThat(RECOGNISER)
                .as("speech packages (apt-get install pocketsphinx-en-us libpocketsphinx3 espeak-ng flite)")
                .exists();
        assumeThat(List.of(Path.of("/usr/bin/espeak-ng"), Path.of("/usr/bin/flite")))
                .as("voices (apt-get install espeak-ng flite)")
                .allMatch(Files::exists);
    }
}

package dev.sotto.speech;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is not installed here is skipped with its reason, never failed and never passed. */
public final class NativeSpeech {
    public static final Path MODEL = Path.of("/usr/share/pocketsphinx/model/en-us");

    private NativeSpeech() {}

    /** The recogniser, the synthesiser, and the voices that speak to the recogniser. */
    public static void require() {
        assumeTrue(Files.isDirectory(MODEL), "not installed: apt-get install libpocketsphinx3 pocketsphinx-en-us");
        assumeTrue(runs("espeak-ng", "--version"), "not installed: apt-get install espeak-ng");
        assumeTrue(runs("flite", "--version"), "not installed: apt-get install flite");
    }

    private static boolean runs(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.waitFor();
            return true;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

package dev.sotto.local;

import dev.sotto.dialogue.menu.MenuFile;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import dev.sotto.schemas.speech.FinalTranscript;
import dev.sotto.schemas.speech.SpeechEvent;
import dev.sotto.schemas.speech.UnclearSpeech;
import dev.sotto.speech.SpeechSettings;
import dev.sotto.speech.Transcription;
import dev.sotto.speech.engine.Expectation;
import dev.sotto.speech.sound.UnreadableSoundException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "transcribe",
        description = "Says what is spoken in recordings, turn by turn, as the speech stage would hear it.",
        mixinStandardHelpOptions = true)
final class TranscribeCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "WAV: 16-bit PCM at 8 to 48 kHz, or µ-law.")
    List<Path> files = List.of();

    @Option(
            names = "--menu",
            paramLabel = "FILE",
            description = "The restaurant whose menu to expect; none expects no orders.")
    @Nullable
    Path menu;

    @Option(
            names = "--expect",
            paramLabel = "WHAT",
            description = "What the speaker was asked for: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    Expectation expectation = Expectation.ORDER;

    @Option(names = "--json", description = "One JSON line for each turn, with words, times and confidence.")
    boolean json;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        RestaurantConfig restaurant = menu == null ? null : MenuFile.load(menu);
        int exit = 0;
        try (Transcription transcription = Transcription.open(SpeechSettings.standard())) {
            String problem = transcription.problem(restaurant == null ? "en" : restaurant.language());
            if (!problem.isEmpty()) {
                throw new Failure(problem);
            }
            for (Path file : files) {
                exit = Math.max(exit, transcribe(transcription, file, restaurant, out));
            }
        }
        return exit;
    }

    private int transcribe(
            Transcription transcription, Path file, @Nullable RestaurantConfig restaurant, PrintWriter out) {
        try {
            for (SpeechEvent event : transcription.transcribe(file, restaurant, expectation)) {
                print(file, event, out);
            }
            out.flush();
            return 0;
        } catch (UnreadableSoundException unreadable) {
            spec.commandLine().getErr().println(file + ": " + unreadable.getMessage());
            return Failure.EXIT;
        }
    }

    private void print(Path file, SpeechEvent event, PrintWriter out) {
        String name = files.size() == 1 ? "" : file + ": ";
        switch (event) {
            case FinalTranscript heard
            when json -> out.println(JsonMapper.shared().writeValueAsString(heard));
            case FinalTranscript heard -> out.println(name + heard.text());
            case UnclearSpeech unclear
            when json -> out.println(JsonMapper.shared().writeValueAsString(unclear));
            case UnclearSpeech unclear -> out.println(name + "(not understood: " + unclear.reason() + ")");
            default -> {}
        }
    }
}

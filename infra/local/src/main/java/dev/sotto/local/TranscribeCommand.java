package dev.sotto.local;

import dev.sotto.dialogue.menu.MenuFile;
import dev.sotto.local.terminal.Failure;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import dev.sotto.schemas.speech.FinalTranscript;
import dev.sotto.schemas.speech.SpeechEvent;
import dev.sotto.schemas.speech.UnclearSpeech;
import dev.sotto.speech.SpeechSettings;
import dev.sotto.speech.Transcription;
import dev.sotto.speech.engine.Expectation;
import dev.sotto.speech.sound.UnreadableSoundException;
import dev.sotto.speech.sound.WavFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
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
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "transcribe",
        description = "Says what is spoken in recordings, turn by turn, as the speech stage would hear it.",
        mixinStandardHelpOptions = true)
final class TranscribeCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "WAV: 16-bit PCM at 8 to 48 kHz, µ-law or A-law; a name ending in .ulaw: bare µ-law at 8 kHz; -: a WAV on standard input.")
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

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            split = ",",
            description = "Who hears; of several the first that is healthy (default: as the environment says, else"
                    + " pocketsphinx). Others: vosk-server, deepgram, openai, transcriptions, or one of your own,"
                    + " SPEECH_ENGINES_<NAME>_KIND, _URL, _MODEL. Keys: DEEPGRAM_API_KEY, OPENAI_API_KEY.")
    List<String> engines = List.of();

    @Option(names = "--json", description = "One JSON line for each turn, with words, times and confidence.")
    boolean json;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        RestaurantConfig restaurant = menu == null ? null : MenuFile.load(menu);
        int exit = 0;
        SpeechSettings settings = SpeechSettings.fromEnvironment();
        try (Transcription transcription =
                Transcription.open(engines.isEmpty() ? settings : settings.heardBy(engines))) {
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
            for (SpeechEvent event : transcription.transcribe(sound(file), restaurant, expectation)) {
                print(file, event, out);
            }
            out.flush();
            return 0;
        } catch (UnreadableSoundException unreadable) {
            spec.commandLine().getErr().println(file + ": " + unreadable.getMessage());
            return Failure.EXIT;
        }
    }

    private static WavFile sound(Path file) throws UnreadableSoundException {
        try {
            byte[] bytes = file.toString().equals("-") ? System.in.readAllBytes() : Files.readAllBytes(file);
            return file.toString().endsWith(".ulaw") ? WavFile.muLaw(bytes) : WavFile.parse(bytes);
        } catch (IOException e) {
            throw new UnreadableSoundException(
                    Files.exists(file) ? "it cannot be read: " + e.getMessage() : "there is no such file");
        }
    }

    private void print(Path file, SpeechEvent event, PrintWriter out) {
        String name = files.size() == 1 ? "" : file + ": ";
        switch (event) {
            case FinalTranscript heard when json -> out.println(line(file, event, heard));
            case FinalTranscript heard -> out.println(name + heard.text());
            case UnclearSpeech unclear when json -> out.println(line(file, event, unclear));
            case UnclearSpeech unclear -> out.println(name + "(not understood: " + unclear.reason() + ")");
            default -> {}
        }
    }

    private static String line(Path file, SpeechEvent event, Object turn) {
        ObjectNode line = JsonMapper.shared().createObjectNode();
        line.put("file", file.toString()).put("event", event.getClass().getSimpleName());
        line.setAll((ObjectNode) JsonMapper.shared().valueToTree(turn));
        return line.toString();
    }
}

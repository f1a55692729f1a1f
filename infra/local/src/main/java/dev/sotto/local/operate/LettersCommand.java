package dev.sotto.local.operate;

import dev.sotto.local.terminal.Failure;
import dev.sotto.local.terminal.Table;
import dev.sotto.log.EventLog;
import dev.sotto.log.LogSettings;
import dev.sotto.log.operate.Letter;
import dev.sotto.log.operate.Letters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "letters",
        description = "Dead letters: records that could not be processed, and what becomes of them.",
        mixinStandardHelpOptions = true)
public final class LettersCommand implements Runnable {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new picocli.CommandLine.ParameterException(
                spec.commandLine(), "Say what to do with them: list, show, redrive or discard.");
    }

    @Command(name = "list", description = "Those nothing was done about yet, the oldest first.")
    int list(
            @Option(names = "--all", description = "Those that are done with too.") boolean all, @Mixin LogOption log) {
        return with(log, letters -> {
            Table table = new Table(List.of("id", "put aside", "from", "group", "restaurant", "done", "reason"));
            for (Letter letter : letters.all()) {
                if (all || letter.done() == null) {
                    table.add(List.of(
                            letter.id(),
                            letter.at().toString(),
                            letter.original().toString(),
                            letter.dead().group(),
                            letter.dead().envelope().restaurantId(),
                            letter.done() == null
                                    ? ""
                                    : letter.done()
                                            .name()
                                            .replace("LETTER_", "")
                                            .toLowerCase(Locale.ROOT),
                            letter.dead().reason()));
                }
            }
            table.print(out());
            out().flush();
            return 0;
        });
    }

    @Command(name = "show", description = "One of them whole: where it stood, why it is here, and what it says.")
    int show(
            @Parameters(paramLabel = "ID", description = "Its id, or the beginning of it.") String id,
            @Option(names = "--out", paramLabel = "FILE", description = "Write its bytes here, to be mended.") @Nullable
                    Path file,
            @Mixin LogOption log) {
        return with(log, letters -> {
            Letter letter = find(letters, id);
            PrintWriter out = out();
            out.println(letter.id() + " put aside at " + letter.at() + " by "
                    + letter.dead().group());
            out.println("From   " + letter.original() + " key " + letter.key());
            out.println("Done   " + (letter.done() == null ? "nothing" : letter.done()));
            out.println("Reason " + letter.dead().reason());
            out.println("Value  " + letter.readable());
            out.println(letter.dead().stack());
            out.flush();
            if (file != null) {
                write(file, letter.value());
            }
            return 0;
        });
    }

    @Command(
            name = "redrive",
            description = {
                "Puts one back where it came from, as it was or mended. It keeps its event id, so nothing that was done",
                "already is done twice."
            })
    int redrive(
            @Parameters(paramLabel = "ID", description = "Its id, or the beginning of it.") String id,
            @Option(names = "--reason", paramLabel = "WORDS", required = true, description = "Why, for the record.")
                    String reason,
            @Option(names = "--value", paramLabel = "FILE", description = "The mended bytes (default: as it was).")
                    @Nullable
                    Path mended,
            @Mixin LogOption log) {
        return with(log, letters -> {
            Letter letter = find(letters, id);
            letters.redrive(letter, mended == null ? letter.value() : read(mended), WhyOption.operator(), reason);
            out().println(letter.id() + " is back in " + letter.dead().originalTopic() + ".");
            out().flush();
            return 0;
        });
    }

    @Command(name = "discard", description = "Says that nothing will be done about one.")
    int discard(
            @Parameters(paramLabel = "ID", description = "Its id, or the beginning of it.") String id,
            @Option(names = "--reason", paramLabel = "WORDS", required = true, description = "Why, for the record.")
                    String reason,
            @Mixin LogOption log) {
        return with(log, letters -> {
            Letter letter = find(letters, id);
            letters.discard(letter, WhyOption.operator(), reason);
            out().println(letter.id() + " is discarded.");
            out().flush();
            return 0;
        });
    }

    private static int with(LogOption option, ToIntFunction<Letters> work) {
        LogSettings settings = option.settings();
        try (EventLog log = EventLog.open(settings, "operator", new SimpleMeterRegistry())) {
            return work.applyAsInt(new Letters(settings, log));
        }
    }

    private static Letter find(Letters letters, String id) {
        List<Letter> found = letters.all().stream()
                .filter(letter -> letter.id().startsWith(id))
                .toList();
        if (found.size() != 1) {
            throw new Failure(
                    found.isEmpty()
                            ? "There is no dead letter " + id + "; ./sotto letters list shows them."
                            : found.size() + " dead letters begin with " + id + "; write more of the id.");
        }
        return found.getFirst();
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new Failure("The file " + file + " cannot be read.", unreadable);
        }
    }

    private static void write(Path file, byte[] value) {
        try {
            Files.write(file, value);
        } catch (IOException unwritable) {
            throw new Failure("The file " + file + " cannot be written.", unwritable);
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}

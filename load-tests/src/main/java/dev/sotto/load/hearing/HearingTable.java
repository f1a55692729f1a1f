package dev.sotto.load.hearing;

import dev.sotto.load.sound.Pcm;
import dev.sotto.load.sound.Wav;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How well an engine hears: words, items, refusals, false alarms and cut turns for each condition. Run by
 * {@code ./sotto bench hearing [--engine NAME] [--only CONDITION]}; with {@code --list FILE} it scores a tab-separated list
 * of recordings, what is said in them and, if known, a menu's file and what was asked for.
 */
public final class HearingTable {
    private static final Path MENUS = Path.of("audio-pipeline/src/test/resources/orders/held-out");

    /** A command line has an end. */
    private static final int FILES_AT_ONCE = 400;

    private static final Set<String> OPTIONS = Set.of("--engine", "--only", "--list");
    private static final String USAGE = """
            Usage: ./sotto bench hearing [--engine NAME] [--only CONDITION] [--list FILE]
              --engine  another than the usual recogniser, as ./sotto transcribe names them
              --only    conditions whose name contains this, such as telephone
              --list    recordings of your own, tab-separated: file, what is said, menu file, ORDER, ANSWER or NUMBER""";

    private final Path home;
    private final Recogniser recogniser;
    private final Path work;
    private final PrintStream out;

    private HearingTable(Path home, String engine, Path work, PrintStream out) {
        this.home = home;
        this.recogniser = new Recogniser(home, engine);
        this.work = work;
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length || !OPTIONS.contains(arguments[i])) {
                System.err.println(USAGE);
                System.exit(arguments[i].endsWith("help") ? 0 : 2);
            }
            options.put(arguments[i], arguments[i + 1]);
        }
        Path home = Path.of(System.getProperty("sotto.home", "."));
        Path work = Files.createTempDirectory("sotto-hearing");
        String engine = options.getOrDefault("--engine", "");
        HearingTable table = new HearingTable(home, engine, work, System.out);
        @Nullable String list = options.get("--list");
        List<Clip> clips = list == null ? Corpus.in(work, people(home)) : table.listed(Path.of(list));
        @Nullable String only = options.get("--only");
        table.print(clips.stream()
                .filter(clip -> only == null || clip.condition().contains(only))
                .toList());
        table.forget();
    }

    private static Path people(Path home) {
        @Nullable String given = System.getenv("SOTTO_TEST_DATA");
        return given == null
                ? home.toAbsolutePath().resolveSibling("shared").resolve("data/audio")
                : Path.of(given).resolve("audio");
    }

    private void print(List<Clip> clips) {
        Map<Path, Recogniser.Heard> heard = hear(clips);
        Map<String, Score> scores = new LinkedHashMap<>();
        for (Clip clip : clips) {
            Recogniser.Heard one = heard.get(clip.file());
            if (one != null) {
                scores.computeIfAbsent(clip.condition(), _ -> new Score()).add(clip.sentence(), one);
            }
        }
        out.println(Score.heading());
        scores.forEach((condition, score) -> out.println(score.row(condition)));
    }

    private Map<Path, Recogniser.Heard> hear(List<Clip> clips) {
        Map<List<String>, List<Clip>> alike = clips.stream()
                .collect(Collectors.groupingBy(
                        clip -> List.of(menu(clip.sentence()), asked(clip.sentence())),
                        LinkedHashMap::new,
                        Collectors.toList()));
        Map<Path, Recogniser.Heard> heard = new LinkedHashMap<>();
        alike.forEach((context, group) -> {
            for (int from = 0; from < group.size(); from += FILES_AT_ONCE) {
                List<Path> files = group.subList(from, Math.min(group.size(), from + FILES_AT_ONCE)).stream()
                        .map(Clip::file)
                        .toList();
                heard.putAll(recogniser.hear(files, context.getFirst(), context.getLast()));
            }
        });
        return heard;
    }

    private String menu(Sentence sentence) {
        String menu = sentence.menu();
        return menu.isEmpty() || menu.endsWith(".yaml")
                ? menu
                : home.resolve(MENUS).resolve(menu + ".yaml").toString();
    }

    /** Who says something unrelated was asked for an order. */
    private static String asked(Sentence sentence) {
        return sentence.isUnrelated() ? "ORDER" : sentence.asked();
    }

    private List<Clip> listed(Path list) throws IOException {
        List<Clip> clips = new ArrayList<>();
        Path absolute = list.toAbsolutePath();
        for (String line : Files.readAllLines(list)) {
            String[] fields = line.split("\t", -1);
            if (fields.length >= 2 && !line.startsWith("#")) {
                Path file = absolute.resolveSibling(fields[0]);
                Pcm sound = Wav.read(file);
                String menu = fields.length > 2 ? fields[2] : "";
                String asked = fields.length > 3 ? fields[3] : "ORDER";
                String rate = sound.sampleRateHz() < 12_000 ? "narrow" : "wide";
                clips.add(new Clip(file, rate, Sentence.parse(menu + "\t" + asked + "\t" + fields[1])));
            }
        }
        return clips;
    }

    private void forget() throws IOException {
        try (var files = Files.walk(work)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}

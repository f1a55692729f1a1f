package dev.sotto.local;

import dev.sotto.dialogue.menu.MenuFile;
import dev.sotto.dialogue.understand.UtteranceParser;
import dev.sotto.local.terminal.Failure;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "parse",
        description = {
            "Understands orders written one a line on standard input and prints one JSON line each.",
            "A line is plain text, {\"id\",\"text\"} or {\"id\",\"turns\":[[\"user\",\"…\"],…]}; what 'sotto transcribe --json'",
            "prints is one too, and what was not heard well is then among the questions."
        },
        mixinStandardHelpOptions = true)
final class ParseCommand implements Callable<Integer> {

    @Option(names = "--menu", paramLabel = "FILE", required = true, description = "The restaurant's file.")
    Path menu = Path.of("");

    @Option(
            names = "--language",
            paramLabel = "en|fr",
            description = "Language of the lines (default: the restaurant's).")
    @Nullable
    String language;

    @Override
    public Integer call() throws IOException {
        RestaurantConfig restaurant = MenuFile.loadMenu(menu);
        String spoken = language == null ? restaurant.language() : language;
        if (!spoken.equals("en") && !spoken.equals("fr")) {
            throw new Failure("The language must be en or fr, not " + spoken + ".");
        }
        Reader in = new InputStreamReader(System.in, StandardCharsets.UTF_8);
        Writer out = new OutputStreamWriter(System.out, StandardCharsets.UTF_8);
        int refused = new UtteranceParser(restaurant, spoken).parse(in, out);
        out.flush();
        return refused == 0 ? 0 : Failure.EXIT;
    }
}

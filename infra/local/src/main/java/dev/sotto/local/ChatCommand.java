package dev.sotto.local;

import dev.sotto.dialogue.conversation.Chat;
import dev.sotto.dialogue.conversation.turn.Decision.HandOver;
import dev.sotto.dialogue.conversation.turn.Decision.Outcome;
import dev.sotto.dialogue.menu.MenuFile;
import dev.sotto.local.system.RestaurantFile;
import dev.sotto.local.system.SystemOptions;
import dev.sotto.local.terminal.Failure;
import dev.sotto.local.terminal.TicketLine;
import dev.sotto.schemas.order.OrderLine;
import dev.sotto.schemas.order.OrderPlaced;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "chat",
        description = "Talks to a restaurant by keyboard, line by line; the order it takes goes nowhere.",
        mixinStandardHelpOptions = true)
final class ChatCommand implements Callable<Integer> {

    @Option(
            names = "--restaurant",
            paramLabel = "ID|FILE",
            required = true,
            description = "A restaurant of --restaurants, or its file.")
    String restaurant = "";

    @Option(names = "--table", paramLabel = "NUMBER", description = "Talk as a waiter at this table.")
    @Nullable
    String table;

    @Option(names = "--language", paramLabel = "en|fr", description = "Default: the restaurant's.")
    @Nullable
    String language;

    @Option(
            names = "--restaurants",
            paramLabel = "DIR",
            description = "Directory of restaurant files (default: the two demonstration restaurants).")
    @Nullable
    Path restaurants;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        RestaurantConfig config = restaurant();
        PrintWriter out = spec.commandLine().getOut();
        Chat chat = new Chat(config, language == null ? config.language() : language, table, Clock.systemUTC());
        say(chat, out);
        BufferedReader typed = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (!chat.isOver()) {
            String line = typed.readLine();
            if (line == null) {
                return 0;
            }
            chat.say(line);
            say(chat, out);
        }
        return 0;
    }

    private RestaurantConfig restaurant() {
        Path file = Path.of(restaurant);
        if (Files.isRegularFile(file)) {
            return MenuFile.load(file);
        }
        SystemOptions options = new SystemOptions();
        options.restaurants = restaurants;
        return RestaurantFile.readAll(options).stream()
                .map(RestaurantFile::config)
                .filter(config -> config.id().equals(restaurant))
                .findFirst()
                .orElseThrow(() -> new Failure(
                        "There is no restaurant " + restaurant + " in " + options.restaurantDirectory() + "."));
    }

    private static void say(Chat chat, PrintWriter out) {
        chat.said().forEach(sentence -> out.println("> " + sentence));
        for (Outcome outcome : chat.outcomes()) {
            if (outcome.event() instanceof OrderPlaced placed) {
                for (OrderLine line : placed.lines()) {
                    out.println("  " + TicketLine.text(JsonMapper.shared().valueToTree(line)));
                }
            } else {
                out.println("  " + JsonMapper.shared().writeValueAsString(outcome.event()));
            }
        }
        HandOver handOver = chat.handedOver();
        if (handOver != null) {
            out.println("  [handed over to " + handOver.human() + ": " + handOver.summary() + "]");
        }
        out.flush();
    }
}

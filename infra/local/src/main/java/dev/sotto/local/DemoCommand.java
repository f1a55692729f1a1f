package dev.sotto.local;

import dev.sotto.load.sound.SpokenText;
import dev.sotto.load.sound.Voice;
import dev.sotto.local.system.Addresses;
import dev.sotto.local.system.Credentials;
import dev.sotto.local.system.LocalSystem;
import dev.sotto.local.system.LogFile;
import dev.sotto.local.system.SystemOptions;
import dev.sotto.local.system.TokenIssuer;
import dev.sotto.schemas.order.OrderRecord;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        description = {
            "The main job, seen from outside: a phone call and an earpiece order, then the ticket, the database row and",
            "the analytics row each of them became. Starts the system when none runs."
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    @Option(
            names = "--once",
            description = "Exit when it is over: 0 when all of it was seen, else 1 and what was missing.")
    boolean once;

    @Mixin
    SystemOptions options = new SystemOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        LogFile.in(options.data);
        PrintWriter out = spec.commandLine().getOut();
        @Nullable Addresses running = Addresses.ofRunning(options.data).orElse(null);
        if (running != null) {
            out.println("Sotto runs already; the demonstration uses it.");
            return demonstrate(running, Credentials.of(options.data), TokenIssuer.of(options.data), out);
        }
        out.println("Starting Sotto …");
        out.flush();
        try (LocalSystem system = LocalSystem.start(options)) {
            int exit = demonstrate(system.addresses(), system.credentials(), system.tokens(), out);
            if (!once) {
                Signboard.print(out, system.addresses(), system.credentials(), system.tokens());
                out.println("\nThe system goes on; Ctrl-C stops it.");
                out.flush();
                system.awaitClose();
            }
            return exit;
        }
    }

    private static int demonstrate(Addresses at, Credentials credentials, TokenIssuer tokens, PrintWriter out) {
        Addresses.Restaurant restaurant = at.restaurantSpeaking("en");
        DemoScript script = DemoScript.load();
        SpokenText voice = SpokenText.by(Voice.SLT);
        try (Conversation conversation = new Conversation(at, out);
                Evidence evidence = new Evidence(at, credentials, restaurant, out)) {
            DemoCaller caller = new DemoCaller(at, tokens, restaurant, conversation, voice, out);
            Optional<OrderRecord> byPhone = caller.byPhone(script.phone());
            Optional<OrderRecord> byEarpiece = caller.byEarpiece(script.earpiece());
            evidence.check("the phone order", byPhone);
            evidence.check("the earpiece order", byEarpiece);
            out.println();
            out.println("Kitchen: " + Signboard.kitchen(at, restaurant, credentials));
            return evidence.verdict();
        }
    }
}

package dev.sotto.local;

import dev.sotto.embedded.printer.EmbeddedPrinter;
import dev.sotto.embedded.printer.PaperLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A kitchen's printer for those who have none: what would be on paper is shown in the terminal. */
@Command(
        name = "printer",
        description = "A kitchen's printer without one: shows in the terminal what would be on paper, until Ctrl-C.",
        footer = {
            "",
            "Enter its address on the manager's page under Printers, or in the restaurant's file. Typed here, \"paper\" takes"
                    + " the roll out and puts one in, \"cover\" opens and closes the cover."
        },
        mixinStandardHelpOptions = true)
final class PrinterCommand implements Callable<Integer> {

    private static final int NARROWEST = 32;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "9100",
            description = "Where it listens (default: 9100).")
    int port = 9100;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        boolean colours = spec.commandLine().getColorScheme().ansi().enabled();
        try (EmbeddedPrinter printer = EmbeddedPrinter.on(port, slip -> show(slip, out, colours))) {
            say(out, "A printer listens at 127.0.0.1:" + printer.port() + ".");
            obey(printer, out);
            // Without a terminal nobody types; it prints until it is ended.
            new CountDownLatch(1).await();
        } catch (BindException taken) {
            throw new ParameterException(
                    spec.commandLine(), "Port " + port + " is taken. Name another with --port.", taken);
        }
        return 0;
    }

    private static void obey(EmbeddedPrinter printer, PrintWriter out) throws IOException {
        var typed = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = typed.readLine(); line != null; line = typed.readLine()) {
            switch (line.strip().toLowerCase(Locale.ROOT)) {
                case "paper" -> {
                    printer.paper(!printer.hasPaper());
                    say(out, printer.hasPaper() ? "There is paper again." : "There is no paper now.");
                }
                case "cover" -> {
                    printer.cover(!printer.isOpen());
                    say(out, printer.isOpen() ? "The cover is open now." : "The cover is closed again.");
                }
                case "" -> {}
                default -> say(out, "Type \"paper\" or \"cover\".");
            }
        }
    }

    private static void show(List<PaperLine> slip, PrintWriter out, boolean colours) {
        int columns = slip.stream().mapToInt(line -> line.text().length()).max().orElse(0);
        String edge = "~".repeat(Math.max(NARROWEST, columns) + 4);
        StringBuilder shown = new StringBuilder(edge).append('\n');
        for (PaperLine line : slip) {
            shown.append("  ").append(shown(line, colours)).append('\n');
        }
        say(out, shown.append(edge).toString());
    }

    /** Tall letters are bold here; without colours what is white on black stands between marks. */
    private static String shown(PaperLine line, boolean colours) {
        if (!colours) {
            return line.loud() ? "[" + line.text() + "]" : line.text();
        }
        String start = (line.loud() ? "\u001b[7m" : "") + (line.height() > 1 ? "\u001b[1m" : "");
        return start.isEmpty() ? line.text() : start + line.text() + "\u001b[0m";
    }

    private static void say(PrintWriter out, String text) {
        synchronized (out) {
            out.println(text);
            out.flush();
        }
    }
}

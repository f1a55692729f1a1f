package dev.sotto.local;

import dev.sotto.local.operate.LettersCommand;
import dev.sotto.local.operate.RebuildCommand;
import dev.sotto.local.operate.ReplayCommand;
import dev.sotto.local.operate.ReplaysCommand;
import dev.sotto.local.operate.RerunCommand;
import dev.sotto.local.operate.TailCommand;
import dev.sotto.local.operate.TopicsCommand;
import dev.sotto.local.terminal.Failure;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The one command of Sotto. */
@Command(
        name = "sotto",
        description = "Spoken restaurant orders, from a phone call or an earpiece to the kitchen.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        version = "Sotto 0.1.0",
        subcommands = {
            RunCommand.class,
            DemoCommand.class,
            CallCommand.class,
            TranscribeCommand.class,
            ParseCommand.class,
            ChatCommand.class,
            SqlCommand.class,
            TokenCommand.class,
            RevokeCommand.class,
            TopicsCommand.class,
            TailCommand.class,
            ReplayCommand.class,
            ReplaysCommand.class,
            RerunCommand.class,
            RebuildCommand.class,
            ReconcileCommand.class,
            EraseCommand.class,
            LettersCommand.class,
            PrinterCommand.class,
            RehearseCommand.class
        },
        footer = {"", "Every command tells more with --help."})
final class Sotto implements Runnable {

    @CommandLine.Spec
    CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    public static void main(String[] arguments) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        int exit = commandLine().execute(arguments);
        // Netty and the embedded servers own threads that outlive a command; the exit code is what scripts read.
        System.exit(exit);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Sotto())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(command.getColorScheme().errorText(Failure.sentence(failure)));
                    return Failure.EXIT;
                });
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say which command; sotto --help lists them.");
    }
}

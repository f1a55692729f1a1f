package dev.sotto.local;

import dev.sotto.local.system.Addresses;
import dev.sotto.local.system.DataOption;
import dev.sotto.local.system.LogFile;
import dev.sotto.local.system.Running;
import dev.sotto.log.EventLog;
import dev.sotto.log.LogSettings;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.security.Revocation;
import dev.sotto.schemas.security.RevokedKind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "revoke",
        description = "Shuts a lost device out of the running system, at once and for good; its open line is closed.",
        mixinStandardHelpOptions = true)
final class RevokeCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Parameters(paramLabel = "ID", description = "The device, or with --token the jti of one token.")
    String subject = "";

    @Option(names = "--token", description = "ID names one token, not a device.")
    boolean token;

    @Option(
            names = "--restaurant",
            paramLabel = "ID",
            defaultValue = "*",
            description = "Only that restaurant's (default: whosever it is).")
    String restaurant = "*";

    @Option(names = "--reason", paramLabel = "WORDS", defaultValue = "lost", description = "Why, in a few words.")
    String reason = "lost";

    @Mixin
    DataOption data = new DataOption();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        LogFile.in(data.directory);
        Addresses at = Running.on(data.directory);
        Revocation revocation = new Revocation(
                Envelope.unique(Topics.SECURITY_REVOCATIONS, restaurant),
                subject,
                token ? RevokedKind.TOKEN : RevokedKind.DEVICE,
                reason);
        try (EventLog log = EventLog.open(LogSettings.at(at.kafka()), "revoke", new SimpleMeterRegistry())) {
            log.append(Topics.SECURITY_REVOCATIONS, subject, revocation, Trace.start())
                    .block(PATIENCE);
        }
        spec.commandLine().getOut().println((token ? "Token " : "Device ") + subject + " is shut out.");
        spec.commandLine().getOut().flush();
        return 0;
    }
}

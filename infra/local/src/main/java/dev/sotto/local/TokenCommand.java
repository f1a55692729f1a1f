package dev.sotto.local;

import dev.sotto.local.system.DataOption;
import dev.sotto.local.system.TokenIssuer;
import dev.sotto.local.terminal.Failure;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "token",
        description = {
            "Pairs a device: prints a token that opens its earpiece line, or with --role the screens and the API.",
            "Send it as Authorization: Bearer, or offer the WebSocket subprotocols sotto.earpiece.v1 and bearer.TOKEN."
        },
        mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {

    @Option(names = "--restaurant", paramLabel = "ID", required = true, description = "Whose device it is.")
    String restaurant = "";

    @Option(
            names = "--device",
            paramLabel = "ID",
            description = "The device's name, unlike any other's (default: earpiece-RESTAURANT, or ROLE-RESTAURANT).")
    String device = "";

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description = "Not an earpiece but a person or a screen: manager, kitchen, waiter, analyst or operator.")
    String role = "";

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "30",
            description = "How long the token is good (default: ${DEFAULT-VALUE}).")
    int days = 30;

    @Mixin
    DataOption data = new DataOption();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (!Files.isDirectory(data.directory)) {
            throw new Failure("There is no data directory " + data.directory + "; ./sotto run makes one.");
        }
        if (!role.matches("|manager|kitchen|waiter|analyst|operator")) {
            throw new Failure("A role is manager, kitchen, waiter, analyst or operator, not " + role + ".");
        }
        String name = device.isEmpty() ? (role.isEmpty() ? "earpiece" : role) + "-" + restaurant : device;
        for (String id : new String[] {name, restaurant}) {
            if (!id.matches("[A-Za-z0-9][A-Za-z0-9._:@-]{0,127}")) {
                throw new Failure(
                        "A device or a restaurant is named by letters, digits and . _ : @ -, not " + id + ".");
            }
        }
        if (days < 1 || days > 366) {
            throw new Failure("A token is good for 1 to 366 days, not " + days + ".");
        }
        TokenIssuer issuer = TokenIssuer.of(data.directory);
        Duration life = Duration.ofDays(days);
        String token = role.isEmpty() ? issuer.mint(name, restaurant, life) : issuer.mint(name, restaurant, role, life);
        spec.commandLine().getOut().println(token);
        spec.commandLine().getOut().flush();
        return 0;
    }
}

package dev.sotto.orders.printer.line;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which printers may be reached, and how long a ticket is worth its paper, under {@code orders.printers}.
 *
 * @param networks where printers are, such as {@code 192.168.0.0/16}; none by default, because whoever may name an address
 *     could otherwise make us speak to anything we can reach
 * @param ports which ports of them; 9100 is where printers take raw bytes
 * @param patience how long a printer may take to let us in, and again to print one ticket
 * @param answersWithin how long it may take to say how it is; one that never answers costs this time for each ticket
 * @param oldest how old a ticket may be that is still printed: Friday's must not come out on Monday
 */
public record PrinterSettings(
        @DefaultValue List<String> networks,
        @DefaultValue("9100-9109") String ports,
        @DefaultValue("10s") Duration patience,
        @DefaultValue("1500ms") Duration answersWithin,
        @DefaultValue("1h") Duration oldest) {

    private static final String PORTS = "\\d{1,5}(-\\d{1,5})?";

    public PrinterSettings {
        networks = List.copyOf(networks);
        Networks.of(networks);
        if (!ports.matches(PORTS)) {
            throw new IllegalArgumentException(
                    "orders.printers.ports must be a port or a span such as 9100-9109, not " + ports + ".");
        }
        check(patience, Duration.ofMillis(100), Duration.ofSeconds(20), "patience");
        check(answersWithin, Duration.ofMillis(100), Duration.ofSeconds(20), "answers-within");
        check(oldest, Duration.ofMinutes(1), Duration.ofDays(1), "oldest");
    }

    int firstPort() {
        return port(ports.indexOf('-') < 0 ? ports : ports.substring(0, ports.indexOf('-')));
    }

    int lastPort() {
        return port(ports.substring(ports.indexOf('-') + 1));
    }

    private static int port(String digits) {
        return Integer.parseInt(digits);
    }

    private static void check(Duration value, Duration least, Duration most, String name) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException("orders.printers." + name + " must be between " + least.toMillis()
                    + " ms and " + most.toMinutes() + " min, not " + value.toMillis() + " ms.");
        }
    }
}

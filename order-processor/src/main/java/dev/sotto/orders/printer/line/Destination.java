package dev.sotto.orders.printer.line;

import dev.sotto.schemas.restaurant.rules.PrinterRules;
import dev.sotto.schemas.restaurant.rules.PrinterRules.Place;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whoever names a printer's address makes us connect to it from inside the house. So only networks and ports count that an
 * operator has named, and the address that was looked at is the one that is connected to: a name that is asked twice may
 * answer twice.
 */
public final class Destination {

    /** Where names lead; a test has names of its own. */
    @FunctionalInterface
    public interface Names {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    /** Nobody may print there. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why);
        }
    }

    private final PrinterSettings settings;
    private final Networks networks;
    private final Names names;

    public Destination(PrinterSettings settings, Names names) {
        this.settings = settings;
        this.networks = Networks.of(settings.networks());
        this.names = names;
    }

    /** The one address to connect to. Asks for names: blocks. */
    public InetSocketAddress resolve(@Nullable String address) throws Refused {
        Place place = PrinterRules.place(address);
        if (place == null) {
            throw new Refused("The address must be host or host:port, such as 192.168.1.50:9100.");
        }
        if (networks.areNone()) {
            throw new Refused("No printer may be reached: whoever runs this system has named no network of printers"
                    + " (orders.printers.networks).");
        }
        if (place.port() < settings.firstPort() || place.port() > settings.lastPort()) {
            throw new Refused("Port " + place.port() + " is none that printers may have here; those are "
                    + settings.ports() + ".");
        }
        List<InetAddress> found;
        try {
            found = Arrays.asList(names.of(place.host()));
        } catch (UnknownHostException unknown) {
            throw new Refused("The name " + place.host() + " leads nowhere.");
        }
        if (found.isEmpty() || !found.stream().allMatch(networks::contain)) {
            throw new Refused("The address " + place.host()
                    + " lies in no network that printers may be reached in (orders.printers.networks).");
        }
        return new InetSocketAddress(found.getFirst(), place.port());
    }
}

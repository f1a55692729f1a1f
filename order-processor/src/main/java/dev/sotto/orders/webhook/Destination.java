package dev.sotto.orders.webhook;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whoever registers an address makes us ask it from inside the house. So it is asked by https only, at an address that is
 * everybody's, and the address that was looked at is the one that is connected to: a name that is asked twice may answer
 * twice.
 */
final class Destination {

    private static final int LONGEST = 2_000;

    /** Where names lead; a test has names of its own. */
    @FunctionalInterface
    interface Names {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    /** Nobody may be told there. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why);
        }
    }

    private final boolean loopback;
    private final Names names;

    Destination(boolean loopback, Names names) {
        this.loopback = loopback;
        this.names = names;
    }

    /** An address that can be written down, before anybody is asked where it leads. */
    URI read(@Nullable String text) throws Refused {
        if (text == null || text.isBlank() || text.length() > LONGEST) {
            throw new Refused("url must be an address of at most " + LONGEST + " characters.");
        }
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException torn) {
            throw new Refused("url is no address.");
        }
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (url.getHost() == null || url.getUserInfo() != null || url.getFragment() != null) {
            throw new Refused("url must have a host, and no user and no fragment.");
        }
        if (!scheme.equals("https") && !(loopback && scheme.equals("http"))) {
            throw new Refused("url must begin with https.");
        }
        return url;
    }

    /** The one address to connect to, under the host's name. Asks for names: blocks. */
    InetSocketAddress resolve(URI url) throws Refused {
        String host = url.getHost().replaceAll("[\\[\\]]", "");
        boolean secure = url.getScheme().equalsIgnoreCase("https");
        int port = url.getPort() != -1 ? url.getPort() : secure ? 443 : 80;
        List<InetAddress> found;
        try {
            found = Arrays.asList(names.of(host));
        } catch (UnknownHostException unknown) {
            throw new Refused("The name " + host + " leads nowhere.");
        }
        boolean ours = loopback && found.stream().allMatch(InetAddress::isLoopbackAddress);
        if (found.isEmpty() || !(ours || (secure && found.stream().allMatch(Destination::isEverybodys)))) {
            throw new Refused("The name " + host + " leads into a private network.");
        }
        try {
            return new InetSocketAddress(
                    InetAddress.getByAddress(host, found.getFirst().getAddress()), port);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** RFC 6890: what is not somebody's own network, this machine, or a way into one of them. */
    static boolean isEverybodys(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return switch (address) {
            case Inet4Address four -> isEverybodys(bytes[0] & 0xff, bytes[1] & 0xff, bytes[2] & 0xff);
            // 2000::/3 is what has been given out; 6to4 and Teredo lead to addresses of the other kind.
            case Inet6Address six ->
                (bytes[0] & 0xe0) == 0x20
                        && !startsWith(bytes, 0x20, 0x02)
                        && !startsWith(bytes, 0x20, 0x01, 0x00, 0x00)
                        && !startsWith(bytes, 0x20, 0x01, 0x0d, 0xb8);
            default -> false;
        };
    }

    private static boolean isEverybodys(int first, int second, int third) {
        boolean shared = first == 100 && (second & 0xc0) == 64;
        boolean tests = (first == 198 && (second & 0xfe) == 18)
                || (first == 198 && second == 51 && third == 100)
                || (first == 203 && second == 0 && third == 113);
        boolean special = first == 192 && second == 0 && (third == 0 || third == 2);
        return first != 0 && first < 224 && !shared && !tests && !special;
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        for (int i = 0; i < start.length; i++) {
            if ((bytes[i] & 0xff) != start[i]) {
                return false;
            }
        }
        return true;
    }
}

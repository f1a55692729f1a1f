package dev.sotto.orders.printer.line;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.List;

/** Ranges of addresses, as an operator writes them; a bare address is a range of one. */
record Networks(List<Range> ranges) {

    /** Addresses whose first bits are these. */
    record Range(InetAddress address, int bits) {

        boolean contains(InetAddress other) {
            int length = 8 * address.getAddress().length;
            return other.getAddress().length == address.getAddress().length
                    && first(address, length).equals(first(other, length));
        }

        private BigInteger first(InetAddress of, int length) {
            return new BigInteger(1, of.getAddress()).shiftRight(length - bits);
        }

        private static Range of(String text) {
            String[] parts = text.strip().split("/", 2);
            try {
                InetAddress address = InetAddress.ofLiteral(parts[0]);
                int longest = 8 * address.getAddress().length;
                int bits = parts.length == 1 ? longest : Integer.parseInt(parts[1]);
                if (bits >= 0 && bits <= longest) {
                    return new Range(address, bits);
                }
            } catch (IllegalArgumentException unreadable) {
                // Said below, in our words.
            }
            throw new IllegalArgumentException("orders.printers.networks: \"" + text
                    + "\" is no network: write an address such as 192.168.1.0/24 or fd00::/8.");
        }
    }

    /** Throws IllegalArgumentException with a sentence about the first that is none. */
    static Networks of(List<String> texts) {
        return new Networks(texts.stream().map(Range::of).toList());
    }

    boolean contain(InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    boolean areNone() {
        return ranges.isEmpty();
    }
}

package dev.sotto.gateway.sip.transport;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** Address ranges such as {@code 198.51.100.0/24} or {@code 2001:db8::/32}; a bare address is a range of one. */
public final class Networks {

    public static final Networks NONE = new Networks(List.of());

    private record Range(InetAddress address, int bits) {

        boolean contains(byte[] other) {
            byte[] own = address.getAddress();
            if (own.length != other.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit += 8) {
                int mask = bits - bit >= 8 ? 0xFF : 0xFF << (8 - (bits - bit));
                if (((own[bit / 8] ^ other[bit / 8]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    private final List<Range> ranges;

    private Networks(List<Range> ranges) {
        this.ranges = List.copyOf(ranges);
    }

    /** Throws IllegalArgumentException with a sentence about the first one that is none. */
    public static Networks of(List<String> texts) {
        List<Range> ranges = new ArrayList<>();
        texts.forEach(text -> ranges.add(range(text.strip())));
        return new Networks(ranges);
    }

    private static Range range(String text) {
        int slash = text.indexOf('/');
        try {
            InetAddress address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
            int longest = 8 * address.getAddress().length;
            int bits = slash < 0 ? longest : Integer.parseInt(text.substring(slash + 1));
            if (bits >= 0 && bits <= longest) {
                return new Range(address, bits);
            }
        } catch (IllegalArgumentException unreadable) {
            // Said below, in our words.
        }
        throw new IllegalArgumentException(
                "\"" + text + "\" is no network: write an address such as 198.51.100.7 or 2001:db8::/32.");
    }

    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        for (Range range : ranges) {
            if (range.contains(bytes)) {
                return true;
            }
        }
        return false;
    }

    public boolean isEmpty() {
        return ranges.isEmpty();
    }
}

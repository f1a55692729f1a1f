package dev.sotto.gateway.sip.locate;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.dns.DefaultDnsRecordDecoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An SRV record (RFC 2782): a host and a port, to be tried before others or as often as its weight says. */
record Place(int priority, int weight, String host, int port) {

    /** Null when the domain says that it has no such service. */
    static @Nullable Place read(ByteBuf content) {
        ByteBuf in = content.duplicate();
        int priority = in.readUnsignedShort();
        int weight = in.readUnsignedShort();
        int port = in.readUnsignedShort();
        String host = DefaultDnsRecordDecoder.decodeName(in);
        return host.equals(".") ? null : new Place(priority, weight, host, port);
    }

    /** The lowest priority first; among equals by lot, the heavier the likelier. */
    static List<Place> inTurn(List<Place> places, RandomGenerator random) {
        Map<Integer, List<Place>> equals =
                places.stream().collect(Collectors.groupingBy(Place::priority, TreeMap::new, Collectors.toList()));
        return equals.values().stream()
                .flatMap(group -> drawn(group, random).stream())
                .toList();
    }

    private static List<Place> drawn(List<Place> group, RandomGenerator random) {
        List<Place> left = new ArrayList<>(group);
        // Those without weight stand first, so that they are drawn now and then (RFC 2782, "Weight").
        left.sort(Comparator.comparingInt(Place::weight));
        List<Place> drawn = new ArrayList<>();
        while (!left.isEmpty()) {
            int lot = random.nextInt(left.stream().mapToInt(Place::weight).sum() + 1);
            int at = 0;
            for (int sum = left.getFirst().weight();
                    sum < lot;
                    sum += left.get(at).weight()) {
                at++;
            }
            drawn.add(left.remove(at));
        }
        return drawn;
    }
}

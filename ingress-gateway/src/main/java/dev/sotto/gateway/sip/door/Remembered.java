package dev.sotto.gateway.sip.door;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is known of addresses; forgets the one that was not asked for longest, since anybody can invent addresses. */
final class Remembered<V> extends LinkedHashMap<InetAddress, V> {

    private static final int MOST = 4096;

    Remembered() {
        super(256, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<InetAddress, V> eldest) {
        return size() > MOST;
    }
}

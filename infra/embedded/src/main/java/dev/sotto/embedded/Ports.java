package dev.sotto.embedded;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports on the loopback address. */
public final class Ports {

    /** Below the range the kernel gives to outgoing connections, which could take a port just found free. */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 32_000;

    private Ports() {}

    /** @throws EmbeddedServerFailed naming the port and who wanted it, when somebody else listens there */
    public static void requireFree(String who, int port) {
        if (!isFree(port)) {
            throw new EmbeddedServerFailed(
                    "Port " + port + ", which " + who + " needs, is taken by another program", null);
        }
    }

    public static int free() {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new EmbeddedServerFailed("no free port was found between " + LOWEST + " and " + HIGHEST, null);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (BindException taken) {
            return false;
        } catch (IOException unexpected) {
            throw new EmbeddedServerFailed("port " + port + " cannot be tried", unexpected);
        }
    }
}

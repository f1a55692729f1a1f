package dev.sotto.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is left of a server that nobody closed before its JVM ended: seen on a JVM of its own. */
class LeavingTest {

    private static final int NEVER_STOPPED = 3;

    @Test
    void aBrokerThatStillRunsIsStoppedBeforeItsFilesAreRemoved() throws Exception {
        Process leaving = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Leaving.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(leaving.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(leaving.exitValue()).isZero();
        } finally {
            leaving.destroyForcibly();
        }
    }

    /** Lives on while it ends until its broker is gone, as a JVM does that has other things to finish. */
    static final class Leaving {

        private Leaving() {}

        public static void main(String[] none) throws IOException {
            EmbeddedKafka kafka = EmbeddedKafka.temporary();
            Socket client = new Socket(InetAddress.getLoopbackAddress(), port(kafka.bootstrapServers()));
            client.setSoTimeout(30_000);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitTheEndOf(client)));
            System.exit(0);
        }

        private static int port(String server) {
            return Integer.parseInt(server.substring(server.indexOf(':') + 1));
        }

        /** Nothing was asked, so that nothing comes but the end. */
        private static void awaitTheEndOf(Socket client) {
            try {
                if (client.getInputStream().read() >= 0) {
                    Runtime.getRuntime().halt(NEVER_STOPPED);
                }
            } catch (SocketTimeoutException stillThere) {
                Runtime.getRuntime().halt(NEVER_STOPPED);
            } catch (IOException gone) {
                // Cut off is stopped too.
            }
        }
    }
}

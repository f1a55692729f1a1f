package dev.sotto.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
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

        public static void main(String[] none) {
            EmbeddedKafka kafka = EmbeddedKafka.temporary();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitTheEndOf(kafka.bootstrapServers())));
            System.exit(0);
        }

        private static void awaitTheEndOf(String server) {
            int port = Integer.parseInt(server.substring(server.indexOf(':') + 1));
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (answers(port)) {
                if (System.nanoTime() > deadline) {
                    Runtime.getRuntime().halt(NEVER_STOPPED);
                }
            }
        }

        private static boolean answers(int port) {
            try (Socket ignored = new Socket()) {
                Thread.sleep(20);
                ignored.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return true;
            } catch (IOException refused) {
                return false;
            } catch (InterruptedException interrupted) {
                return false;
            }
        }
    }
}

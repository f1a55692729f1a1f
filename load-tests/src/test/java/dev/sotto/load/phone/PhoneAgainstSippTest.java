package dev.sotto.load.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sotto.load.sound.Heard;
import dev.sotto.load.sound.Pcm;
import dev.sotto.load.sound.Said;
import dev.sotto.load.sound.Tone;
import java.io.File;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The phone against a SIP program that none of us wrote; skipped where Debian's sip-tester is not installed. */
final class PhoneAgainstSippTest {
    @TempDir
    private Path folder = Path.of("set by JUnit");

    @BeforeEach
    void sippIsInstalled() {
        boolean found = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "sipp")));
        assumeTrue(found, "sipp is not installed here (apt-get install sip-tester)");
    }

    @Test
    void aCallIsAnsweredItsEchoHeardAndItsEndAgreedOn() throws IOException, InterruptedException {
        int port = freePort();
        Process sipp = new ProcessBuilder(
                        "sipp",
                        "-sn",
                        "uas",
                        "-i",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(port),
                        "-mi",
                        "127.0.0.1",
                        "-mp",
                        Integer.toString(freePort()),
                        "-rtp_echo",
                        "-m",
                        "1",
                        "-nostdin")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sipp.out").toFile())
                .start();
        try (SipPhone phone = SipPhone.at("127.0.0.1")) {
            PhoneCall call = phone.call("sip:service@127.0.0.1:" + port, Duration.ofSeconds(10));
            Said said = call.say(new Tone(600).lasting(Duration.ofMillis(700), 16_000, 0.4));
            Heard echo = call.hear();
            assertThat(new Tone(600).shareOf(echo.sound())).isGreaterThan(0.98);
            assertThat(echo.sound().duration()).isBetween(Duration.ofMillis(690), Duration.ofMillis(750));
            assertThat(Duration.between(said.firstVoiceAt(), echo.firstVoiceAt()))
                    .isLessThan(Duration.ofMillis(500));
            assertThat(call.recording().sampleRateHz()).isEqualTo(Pcm.PHONE_RATE_HZ);
            assertThat(call.hangUp()).isInstanceOf(CallEnd.WeHungUp.class);
            assertThat(sipp.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(sipp.exitValue()).isZero();
        } finally {
            sipp.destroyForcibly();
        }
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            return socket.getLocalPort() & ~1;
        }
    }
}

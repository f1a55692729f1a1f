package dev.sotto.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.embedded.Ports;
import dev.sotto.load.phone.PhoneCall;
import dev.sotto.load.phone.SipPhone;
import dev.sotto.local.system.Addresses;
import dev.sotto.local.system.Health;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process of its own that is killed without a word in the middle of a call. */
class KilledSystemTest {

    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration STOP = Duration.ofMinutes(1);

    @TempDir
    static Path data;

    private final List<String> command = command();

    @BeforeAll
    static void speechIsHere() {
        SpeechHere.assumed();
    }

    @Test
    void theFirstCallerAfterAKillIsGreeted() throws Exception {
        Process first = start();
        try (SipPhone phone = SipPhone.at("127.0.0.1")) {
            PhoneCall cut = greeted(phone);
            first.destroyForcibly().waitFor();
            Process second = start();
            cut.close();
            try (PhoneCall next = greeted(phone)) {
                assertThat(next.quality().received()).isPositive();
            } finally {
                stop(second);
            }
        } finally {
            first.destroyForcibly();
        }
    }

    /** Fails when a full house would be announced instead, and after the phone's patience when nobody speaks. */
    private static PhoneCall greeted(SipPhone phone) {
        Addresses at = Addresses.ofRunning(data).orElseThrow();
        assertThat(Health.callers(at)).as("why callers are turned away").isEmpty();
        PhoneCall call = phone.call("sip:" + at.restaurantSpeaking("en").phoneNumber() + "@" + at.sip());
        call.hear();
        return call;
    }

    private Process start() throws IOException {
        Path told = Files.createTempFile(data, "told", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(told.toFile())
                .start();
        await().atMost(START)
                .failFast("it did not start: see " + told, () -> !process.isAlive())
                .until(() -> Files.readString(told).contains("\nUp after "));
        return process;
    }

    private static void stop(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private static List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Dsotto.home=" + HouseRulesTest.ROOT,
                "-cp",
                System.getProperty("java.class.path"),
                Sotto.class.getName(),
                "run",
                "--data",
                data.toString(),
                "--rtp-ports",
                "24500-24999"));
        Stream.of(
                        "sip",
                        "gateway",
                        "pipeline",
                        "orders",
                        "analytics",
                        "history",
                        "registry",
                        "kafka",
                        "postgres",
                        "store")
                .forEach(port -> command.addAll(List.of("--" + port + "-port", String.valueOf(Ports.free()))));
        return command;
    }
}

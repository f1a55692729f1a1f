package dev.sotto.gateway;

import static dev.sotto.gateway.RunningGateway.SOON;
import static dev.sotto.gateway.RunningGateway.TOKEN;
import static dev.sotto.gateway.RunningGateway.tone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.browser.Browser;
import dev.sotto.browser.Chromium;
import dev.sotto.schemas.audio.AudioFrames;
import dev.sotto.schemas.call.CallEnded;
import dev.sotto.schemas.call.CallStarted;
import dev.sotto.schemas.reply.Notice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real Chromium whose microphone hears a tone. */
class EarpiecePageTest {

    private static final int HERTZ = 440;

    private static @Nullable RunningGateway started;
    private static @Nullable Chromium chromium;
    private static @Nullable Browser opened;

    @TempDir
    static Path folder;

    private final String table = UUID.randomUUID().toString().substring(0, 6);

    @BeforeAll
    static void start() throws Exception {
        assumeThat(Chromium.installed())
                .as("a Chromium on the path (apt-get install chromium)")
                .isPresent();
        writeTone(folder.resolve("microphone.wav"));
        started = RunningGateway.shared();
        chromium = Chromium.start(
                Chromium.installed().orElseThrow(),
                "--use-fake-ui-for-media-stream",
                "--use-fake-device-for-media-stream",
                "--use-file-for-fake-audio-capture=" + folder.resolve("microphone.wav") + "%noloop",
                "--window-size=412,915");
        opened = chromium.firstWindow();
    }

    @AfterAll
    static void stop() throws IOException {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void open() {
        browser().forget("http://127.0.0.1:" + gateway().httpPort());
        browser().goTo(here() + "#token=" + TOKEN);
        browser().awaitText("#line", "Connected");
    }

    private static RunningGateway gateway() {
        return java.util.Objects.requireNonNull(started);
    }

    private static String here() {
        return "http://127.0.0.1:" + gateway().httpPort() + "/earpiece/";
    }

    private static Browser browser() {
        return java.util.Objects.requireNonNull(opened);
    }

    private String speak() {
        browser().evaluate("document.querySelector('#table').value = '" + table + "'");
        browser().click("#speak");
        browser().awaitText("#speak-label", "Stop");
        return gateway().callOf(started -> table.equals(started.tableNumber()));
    }

    private void awaitFrames(String callId, int atLeast) {
        await().atMost(SOON).until(() -> gateway().sequencesOf(callId).size() >= atLeast);
    }

    private static void assertGapless(String callId) {
        List<Long> numbers = gateway().sequencesOf(callId);
        assertThat(numbers)
                .containsExactlyElementsOf(
                        LongStream.range(0, numbers.size()).boxed().toList());
    }

    private static void awaitEnd(String callId) {
        await().atMost(SOON)
                .until(() -> !gateway().eventsOf(callId, CallEnded.class).isEmpty());
    }

    @Test
    void whatTheMicrophoneHearsIsDurableAndTheAnswerIsPlayedAndShown() {
        assertThat(browser().text("#restaurant")).isEqualTo("Chez Test");
        browser()
                .evaluate("window.played = 0; const start = AudioBufferSourceNode.prototype.start;"
                        + "AudioBufferSourceNode.prototype.start = function (...at)"
                        + " { window.played++; return start.apply(this, at); }; 0");
        countSentKinds();
        String callId = speak();
        awaitFrames(callId, 75);
        gateway().reply(callId, tone(200, 16_000));
        browser().awaitText("#talk .said", "a tone");
        await().atMost(SOON).until(() -> browser().evaluate("window.played").asInt() == 10);
        gateway().reply(callId, new Notice("The guest is waiting"));
        browser().awaitText("#notices", "The guest is waiting");
        browser().click("#speak");
        awaitEnd(callId);
        assertGapless(callId);
        browser().awaitText("#talk", "The conversation is over");
        assertThat(pitch(gateway().framesOf(callId))).isBetween(HERTZ - 8.0, HERTZ + 8.0);
        assertThat(sentKinds()).as("this Chromium encodes Opus").isEqualTo("4");
    }

    @Test
    void aBrowserThatCannotEncodeSendsSamples() {
        browser().evaluate("delete self.AudioEncoder");
        countSentKinds();
        String callId = speak();
        awaitFrames(callId, 50);
        browser().click("#speak");
        awaitEnd(callId);
        assertGapless(callId);
        assertThat(pitch(gateway().framesOf(callId))).isBetween(HERTZ - 8.0, HERTZ + 8.0);
        assertThat(sentKinds()).isEqualTo("1");
    }

    private static void countSentKinds() {
        browser()
                .evaluate("self.kinds = new Set(); const send = WebSocket.prototype.send;"
                        + "WebSocket.prototype.send = function (message) {"
                        + " if (message instanceof Uint8Array) self.kinds.add(message[0]);"
                        + " return send.call(this, message); }; 0");
    }

    /** Which kinds of binary messages the page has sent. */
    private static String sentKinds() {
        return browser().evaluate("[...self.kinds].join()").asString("");
    }

    @Test
    void whatIsSaidInADeadSpotArrivesOnceWhenTheLineIsBack() {
        String callId = speak();
        awaitFrames(callId, 25);
        browser().offline(true);
        browser().awaitText("#line", "No connection");
        int before = gateway().sequencesOf(callId).size();
        browser().awaitText("#kept", "kept on this device");
        awaitKept(100);
        browser().offline(false);
        browser().awaitText("#line", "Connected");
        awaitFrames(callId, before + 100);
        browser().click("#speak");
        awaitEnd(callId);
        assertGapless(callId);
        assertThat(gateway().eventsOf(callId, CallStarted.class)).hasSize(1);
    }

    private void awaitKept(int frames) {
        String count = "new Promise(done => { const open = indexedDB.open('sotto-earpiece', 1);"
                + "open.onsuccess = () => { const all = open.result.transaction('frames').objectStore('frames').count();"
                + "all.onsuccess = () => done(all.result); }; })";
        await().atMost(SOON).until(() -> browser().evaluate(count).asInt() >= frames);
    }

    @Test
    void aPageThatIsClosedInADeadSpotDeliversWhatItKeptWhenItIsOpenedAgain() {
        String callId = speak();
        awaitFrames(callId, 10);
        browser().evaluate("navigator.serviceWorker.ready.then(() => 0)");
        browser().offline(true);
        browser().awaitText("#line", "No connection");
        awaitKept(60);
        browser().reload();
        browser().awaitText("#line", "No connection");
        browser().offline(false);
        awaitEnd(callId);
        assertGapless(callId);
        assertThat(gateway().sequencesOf(callId).size()).isGreaterThan(60);
    }

    @Test
    void thePageCanBeInstalledAndSpeaksBothLanguagesInBothLights() throws IOException {
        browser().evaluate("navigator.serviceWorker.ready.then(() => 0)");
        assertThat(browser().installabilityErrors()).isEmpty();
        assertThat(browser().text("#speak-label")).isEqualTo("Speak");
        browser().click("#language");
        assertThat(browser().text("#speak-label")).isEqualTo("Parler");
        assertThat(browser().evaluate("document.documentElement.lang").asString(""))
                .isEqualTo("fr");
        String before = background();
        browser().click("#theme");
        assertThat(background()).isNotEqualTo(before);
        browser().click("#language");
        assertThat(browser()
                        .evaluate("document.querySelector('#speak').getBoundingClientRect().height")
                        .asInt())
                .as("a thumb finds it without looking")
                .isGreaterThan(120);
    }

    private String background() {
        return browser()
                .evaluate("getComputedStyle(document.body).backgroundColor")
                .asString("");
    }

    @Test
    void aTokenThatIsNotGoodIsSaidToBe() {
        browser().open(here() + "#token=not.a.token");
        browser().awaitText("#sign-in-why", "opens no line any more");
    }

    /** The frequency by counting the crossings of nought upwards, leaving out the beginning, where filters settle. */
    private static double pitch(List<AudioFrames> frames) {
        int crossings = 0;
        int samples = 0;
        short before = 0;
        for (AudioFrames record : frames.subList(frames.size() / 2, frames.size())) {
            ByteBuffer pcm = record.audio().slice().order(ByteOrder.LITTLE_ENDIAN);
            while (pcm.remaining() >= 2) {
                short sample = pcm.getShort();
                crossings += before < 0 && sample >= 0 ? 1 : 0;
                before = sample;
                samples++;
            }
        }
        return 16_000.0 * crossings / Math.max(1, samples);
    }

    private static void writeTone(Path file) throws IOException {
        int rate = 48_000;
        int samples = rate * 120;
        ByteBuffer wav = ByteBuffer.allocate(44 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * samples);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1);
        wav.putInt(rate).putInt(2 * rate).putShort((short) 2).putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * samples);
        for (int i = 0; i < samples; i++) {
            wav.putShort((short) (9000 * Math.sin(2 * Math.PI * HERTZ * i / rate)));
        }
        Files.write(file, wav.array());
    }
}

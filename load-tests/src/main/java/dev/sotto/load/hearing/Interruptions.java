package dev.sotto.load.hearing;

import dev.sotto.load.WaitedInVain;
import dev.sotto.load.phone.CallOver;
import dev.sotto.load.phone.PhoneCall;
import dev.sotto.load.phone.PhoneManners;
import dev.sotto.load.phone.SipPhone;
import dev.sotto.load.sound.Heard;
import dev.sotto.load.sound.Pcm;
import dev.sotto.load.sound.Said;
import dev.sotto.load.sound.SpokenText;
import dev.sotto.load.sound.Voice;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Speaks into the greeting of a running restaurant and hears what becomes of the greeting: whether and how soon it falls
 * silent, and how long it speaks afterwards, be that the rest of the greeting or an answer. Voices, coughs, clatter and echo are synthetic. Run by
 * {@code ./sotto bench interruptions sip:100@127.0.0.1:5060 [rounds]}.
 */
public final class Interruptions {
    /** How far into the greeting somebody speaks; the greeting lasts some three seconds. */
    private static final Duration INTO_THE_GREETING = Duration.ofMillis(700);

    /** Shorter gaps are between the greeting's own words. */
    private static final Duration FELL_SILENT = Duration.ofMillis(240);

    private static final Duration LISTENS = Duration.ofSeconds(12);

    private final String target;
    private final PrintStream out;

    private Interruptions(String target, PrintStream out) {
        this.target = target;
        this.out = out;
    }

    /** {@code stops}: it is meant for the restaurant, so the greeting should not go on. */
    private record Sound(String name, boolean stops, Pcm pcm) {}

    private record Observed(long silentAfterMillis, long laterVoiceMillis) {}

    public static void main(String[] arguments) {
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
        new Interruptions(arguments[0], System.out).run(rounds);
    }

    private void run(int rounds) {
        List<Long> stopped = new ArrayList<>();
        out.printf("%-34s %12s %16s%n", "sound", "silent after", "then speaks");
        for (int round = 0; round < rounds; round++) {
            for (Sound sound : sounds()) {
                try {
                    Observed seen = observe(sound.pcm);
                    if (sound.stops) {
                        stopped.add(seen.silentAfterMillis);
                    }
                    out.printf("%-34s %9d ms %13d ms%n", sound.name, seen.silentAfterMillis, seen.laterVoiceMillis);
                } catch (WaitedInVain | CallOver failed) {
                    out.printf("%-34s %s%n", sound.name, failed.getMessage());
                }
            }
        }
        stopped.sort(Long::compare);
        if (!stopped.isEmpty()) {
            out.printf(
                    "real interruptions: %d, silent after p50 %d ms, p95 %d ms, max %d ms%n",
                    stopped.size(),
                    stopped.get(stopped.size() / 2),
                    stopped.get((int) (stopped.size() * 0.95)),
                    stopped.getLast());
        }
    }

    private Observed observe(Pcm sound) {
        String number = "+3531" + ThreadLocalRandom.current().nextInt(1_000_000, 10_000_000);
        try (SipPhone phone = SipPhone.at("127.0.0.1", PhoneManners.PLAIN.calling(number));
                PhoneCall call = phone.call(target)) {
            Instant greeted = call.firstVoiceAfter(call.answeredAt());
            Pcm silence = Pcm.silence(INTO_THE_GREETING, Pcm.PHONE_RATE_HZ);
            CompletableFuture<Said> saying = call.beginSaying(silence.then(sound));
            Said said = saying.join();
            Heard first = heardFrom(call, said.firstVoiceAt());
            long silentAfter =
                    Duration.between(said.firstVoiceAt(), first.lastVoiceAt()).toMillis();
            long later = 0;
            try {
                Heard more = call.hear(FELL_SILENT, Duration.ofSeconds(3));
                later = more.sound().duration().toMillis();
            } catch (WaitedInVain nothingMore) {
                later = 0;
            }
            assert greeted.isBefore(said.firstVoiceAt());
            return new Observed(silentAfter, later);
        }
    }

    /** The greeting has pauses of its own before anybody speaks. */
    private static Heard heardFrom(PhoneCall call, Instant instant) {
        Heard heard = call.hear(FELL_SILENT, LISTENS);
        while (heard.lastVoiceAt().isBefore(instant)) {
            heard = call.hear(FELL_SILENT, LISTENS);
        }
        return heard;
    }

    private static List<Sound> sounds() {
        List<Sound> sounds = new ArrayList<>();
        for (Voice voice : List.of(Voice.SLT, Voice.RMS, Voice.AWB)) {
            SpokenText speaker = SpokenText.by(voice);
            sounds.add(new Sound(voice + " wait a moment please", true, speaker.say("wait a moment please")));
            sounds.add(new Sound(
                    voice + " no i would like to order", true, speaker.say("no, I would like to order a burger")));
            sounds.add(new Sound(voice + " uh huh", false, speaker.say("uh huh")));
        }
        sounds.add(new Sound("cough", false, Noises.cough(1)));
        sounds.add(new Sound("two coughs", false, Noises.cough(2).then(Noises.cough(3))));
        sounds.add(new Sound("clatter of dishes", false, Noises.clatter(4)));
        sounds.add(new Sound("hum of a kitchen, -38 dB", false, Noises.hum(5)));
        sounds.add(new Sound(
                "echo of our voice, -25 dB",
                false,
                Noises.quieter(
                        SpokenText.by(Voice.ESPEAK_ENGLISH)
                                .say("Welcome to the Harbour Grill, what would you like to order today?"),
                        -25)));
        return sounds;
    }
}

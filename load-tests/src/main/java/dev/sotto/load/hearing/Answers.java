package dev.sotto.load.hearing;

import dev.sotto.load.WaitedInVain;
import dev.sotto.load.phone.CallOver;
import dev.sotto.load.phone.PhoneCall;
import dev.sotto.load.phone.PhoneManners;
import dev.sotto.load.phone.SipPhone;
import dev.sotto.load.sound.Pcm;
import dev.sotto.load.sound.Said;
import dev.sotto.load.sound.SpokenText;
import dev.sotto.load.sound.Voice;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Several callers talk at once to a running restaurant, each waiting for every answer: how long after the last voiced packet
 * the first one of the answer comes. The voices are synthetic. Run by
 * {@code ./sotto bench answers sip:100@127.0.0.1:5060 [callers] [calls each]}.
 */
public final class Answers {
    /** What is said, whatever is answered: an order, a change, and things nobody sells. */
    private static final List<String> SENTENCES = List.of(
            "I would like to order a burger please",
            "and two coffees",
            "can you add a small salad to that",
            "how much is it",
            "no thank you that's all");

    private static final List<Voice> VOICES = List.of(Voice.SLT, Voice.RMS, Voice.AWB);

    /** The greeting and the answers have pauses of their own that are shorter. */
    private static final Duration FINISHED = Duration.ofMillis(900);

    private static final Duration BETWEEN_CALLERS = Duration.ofMillis(700);

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String target;
    private final PrintStream out;
    private final Queue<Wait> waits = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unanswered = new AtomicInteger();

    private record Wait(int sentence, long millis) {}

    private Answers(String target, PrintStream out) {
        this.target = target;
        this.out = out;
    }

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length == 0 || !arguments[0].startsWith("sip:")) {
            System.err.println("Usage: ./sotto bench answers sip:NUMBER@HOST:PORT [CALLERS] [CALLS-EACH]\n"
                    + "  The restaurant must be running already: ./sotto run");
            System.exit(arguments.length == 0 || arguments[0].endsWith("help") ? 0 : 2);
        }
        int callers = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 8;
        int calls = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 2;
        new Answers(arguments[0], System.out).run(callers, calls);
    }

    private void run(int callers, int calls) throws InterruptedException {
        List<List<Pcm>> spoken = VOICES.stream()
                .map(voice -> SENTENCES.stream()
                        .map(sentence -> SpokenText.by(voice).say(sentence))
                        .toList())
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < callers; caller++) {
                List<Pcm> words = spoken.get(caller % spoken.size());
                threads.execute(() -> {
                    for (int call = 0; call < calls; call++) {
                        talk(words);
                    }
                });
                // All hear the same greeting: who dials at the same moment speaks at the same moment, as no callers do.
                Thread.sleep(BETWEEN_CALLERS);
            }
            threads.shutdown();
            boolean _ = threads.awaitTermination(10, TimeUnit.MINUTES);
        }
        print(callers);
    }

    private void talk(List<Pcm> words) {
        String number = "+3531" + ThreadLocalRandom.current().nextInt(1_000_000, 10_000_000);
        try (SipPhone phone = SipPhone.at("127.0.0.1", PhoneManners.PLAIN.calling(number));
                PhoneCall call = phone.call(target)) {
            call.hear(FINISHED, PATIENCE);
            for (int sentence = 0; sentence < words.size(); sentence++) {
                Said said = call.say(words.get(sentence));
                waits.add(new Wait(sentence, call.answerLatency(said).toMillis()));
                call.hear(FINISHED, PATIENCE);
            }
        } catch (WaitedInVain | CallOver failed) {
            unanswered.incrementAndGet();
            out.println("A call went no further: " + failed.getMessage());
        }
    }

    private void print(int callers) {
        if (waits.isEmpty()) {
            out.println("Nobody was answered.");
            return;
        }
        out.println("From the last voiced packet to the first of the answer:");
        for (int sentence = 0; sentence < SENTENCES.size(); sentence++) {
            int number = sentence;
            out.printf("  %s  after \"%s\"%n", spread(wait -> wait.sentence == number), SENTENCES.get(sentence));
        }
        out.printf(
                "%d callers at once, %d turns answered, %d calls broken off: %s%n",
                callers, waits.size(), unanswered.get(), spread(_ -> true));
    }

    private String spread(Predicate<Wait> which) {
        long[] sorted =
                waits.stream().filter(which).mapToLong(Wait::millis).sorted().toArray();
        return sorted.length == 0
                ? "never answered"
                : "p50 %d ms, p95 %d ms, max %d ms"
                        .formatted(
                                sorted[sorted.length / 2],
                                sorted[(int) (sorted.length * 0.95)],
                                sorted[sorted.length - 1]);
    }
}

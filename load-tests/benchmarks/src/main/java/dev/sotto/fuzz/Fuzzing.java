package dev.sotto.fuzz;

import dev.sotto.gateway.digest.ChallengeTarget;
import dev.sotto.gateway.earpiece.protocol.EnvelopeTarget;
import dev.sotto.gateway.rtp.RtpTarget;
import dev.sotto.gateway.rtp.rtcp.RtcpTarget;
import dev.sotto.gateway.sdp.SdpTarget;
import dev.sotto.gateway.sip.message.SipTarget;
import dev.sotto.gateway.sip.transport.StreamTarget;
import dev.sotto.gateway.tokens.TokenTarget;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.LongPredicate;

/** All parsers of the gateway, one after the other: {@code ./sotto bench fuzz [seconds each] [seed]}. */
public final class Fuzzing {

    /** The clock is not asked more often. */
    private static final int ROUNDS_BETWEEN_LOOKS = 1_000;

    private Fuzzing() {}

    public static List<Target> targets() {
        return List.of(
                new SipTarget(),
                new SdpTarget(),
                new RtpTarget(),
                new RtcpTarget(),
                new ChallengeTarget(),
                new EnvelopeTarget(),
                new TokenTarget(),
                new StreamTarget());
    }

    /** How many rounds it took; throws a {@link Find}. */
    public static long run(Target target, long seed, LongPredicate goesOn) {
        Mutations mutations = new Mutations(seed, target.examples());
        long round = 0;
        while (goesOn.test(round)) {
            byte[] input = mutations.next();
            try {
                target.parse(input.clone());
            } catch (Exception | StackOverflowError escaped) {
                throw new Find(target, seed, round, input, escaped);
            }
            round++;
        }
        return round;
    }

    /** @param arguments seconds for each target, and the seed to begin with */
    public static void main(String[] arguments) {
        Duration each = Duration.ofSeconds(arguments.length > 0 ? Long.parseLong(arguments[0]) : 10);
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.currentTimeMillis();
        System.out.println("seed " + seed + ", one core, " + each.toSeconds() + " s each");
        int finds = 0;
        for (Target target : targets()) {
            finds += tells(target, seed, each) ? 0 : 1;
        }
        System.out.println(finds == 0 ? "PASSED: no exception" : "FAILED: " + finds + " targets threw");
        System.exit(finds == 0 ? 0 : 1);
    }

    private static boolean tells(Target target, long seed, Duration each) {
        var threads = ManagementFactory.getThreadMXBean();
        long began = System.nanoTime();
        long spentBefore = threads.getCurrentThreadCpuTime();
        try {
            long rounds = run(
                    target,
                    seed,
                    round -> round % ROUNDS_BETWEEN_LOOKS != 0 || System.nanoTime() - began < each.toNanos());
            double seconds = (threads.getCurrentThreadCpuTime() - spentBefore) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "%-20s %,12d runs, %,9.0f a second of a core%n",
                    target.name(),
                    rounds,
                    rounds / seconds);
            return true;
        } catch (Find find) {
            find.printStackTrace(System.out);
            return false;
        }
    }
}

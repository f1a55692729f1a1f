package dev.sotto.local;

import dev.sotto.load.WaitedInVain;
import dev.sotto.load.earpiece.Earpiece;
import dev.sotto.load.phone.CallOver;
import dev.sotto.load.phone.CallRefused;
import dev.sotto.load.phone.PhoneCall;
import dev.sotto.load.phone.PhoneManners;
import dev.sotto.load.phone.SipPhone;
import dev.sotto.load.sound.Pcm;
import dev.sotto.load.sound.Said;
import dev.sotto.load.sound.SpokenText;
import dev.sotto.local.system.Addresses;
import dev.sotto.local.system.TokenIssuer;
import dev.sotto.schemas.order.OrderRecord;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Orders as a guest and as a waiter would: says a line, listens, says the next; says it again when asked to. */
final class DemoCaller {

    /** People repeat themselves once or twice before they give up. */
    private static final int ATTEMPTS = 3;

    private static final Duration ORDER_SOON = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration FALLEN_SILENT = Duration.ofMillis(600);

    private final Addresses at;
    private final TokenIssuer tokens;
    private final Addresses.Restaurant restaurant;
    private final Conversation conversation;
    private final SpokenText voice;
    private final PrintWriter out;

    DemoCaller(
            Addresses at,
            TokenIssuer tokens,
            Addresses.Restaurant restaurant,
            Conversation conversation,
            SpokenText voice,
            PrintWriter out) {
        this.at = at;
        this.tokens = tokens;
        this.restaurant = restaurant;
        this.conversation = conversation;
        this.voice = voice;
        this.out = out;
    }

    Optional<OrderRecord> byPhone(List<String> lines) {
        String number = "+3531" + ThreadLocalRandom.current().nextInt(1_000_000, 10_000_000);
        String target = "sip:" + restaurant.phoneNumber() + "@" + at.sip();
        begin("A guest phones " + restaurant.name() + " (" + target + ")", number);
        try (SipPhone phone = SipPhone.at("127.0.0.1", PhoneManners.PLAIN.calling(number));
                PhoneCall call = phone.call(target)) {
            call.hear();
            return converse(lines, new Line(call::say, () -> call.hear(FALLEN_SILENT), call::firstVoiceAfter));
        } catch (CallRefused | CallOver | WaitedInVain failed) {
            conversation.line("!", String.valueOf(failed.getMessage()));
            return conversation.order(ORDER_SOON);
        }
    }

    Optional<OrderRecord> byEarpiece(List<String> lines) {
        String table = String.valueOf(ThreadLocalRandom.current().nextInt(10, 100));
        begin("A waiter speaks into an earpiece at table " + table, table);
        try (Earpiece earpiece = Earpiece.at(URI.create(at.earpiece()), tokens.earpiece(restaurant.id()))) {
            earpiece.start(table);
            Optional<OrderRecord> order = converse(
                    lines,
                    new Line(
                            earpiece::say,
                            () -> earpiece.hear(FALLEN_SILENT, PATIENCE),
                            (instant, patience) -> earpiece.firstVoiceAfter(instant, patience)));
            earpiece.stop();
            return order;
        } catch (RuntimeException failed) {
            conversation.line("!", String.valueOf(failed.getMessage()));
            return conversation.order(ORDER_SOON);
        }
    }

    private void begin(String what, String from) {
        out.println();
        out.println(what + ":");
        out.flush();
        conversation.watch(from);
    }

    /** What a phone and an earpiece have in common. */
    private record Line(Function<Pcm, Said> say, Runnable listen, BiFunction<Instant, Duration, Instant> firstVoice) {}

    private Optional<OrderRecord> converse(List<String> lines, Line line) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            for (String sentence : lines.subList(0, lines.size() - 1)) {
                say(sentence, line);
                line.listen().run();
            }
            say(lines.getLast(), line);
            Optional<OrderRecord> order = conversation.order(ORDER_SOON);
            if (order.isPresent()) {
                return order;
            }
            line.listen().run();
        }
        return Optional.empty();
    }

    private void say(String sentence, Line line) {
        conversation.line("caller", sentence);
        Said said = line.say().apply(voice.say(sentence));
        Instant answered = line.firstVoice().apply(said.lastVoiceAt(), PATIENCE);
        conversation.line(
                "",
                "(answered %d ms after the last word)"
                        .formatted(
                                Duration.between(said.lastVoiceAt(), answered).toMillis()));
    }
}

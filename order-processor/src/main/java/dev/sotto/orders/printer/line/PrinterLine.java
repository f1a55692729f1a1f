package dev.sotto.orders.printer.line;

import io.netty.channel.ChannelOption;
import io.netty.resolver.NoopAddressResolverGroup;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.tcp.TcpClient;

/**
 * One conversation with a printer: is it ready, here is a slip, was it printed. A printer takes bytes long before it prints
 * them and loses them when it is switched off, so a slip is only done when an answer that stands behind it has come. A cheap
 * printer answers nothing; of one that never did, having taken all bytes must do.
 */
public final class PrinterLine {

    /** More than it says in a conversation; what talks on is no printer. */
    private static final int MOST_REPLIES = 4_096;

    private final Destination destination;
    private final Duration patience;
    private final Duration answersWithin;

    public PrinterLine(Destination destination, PrinterSettings settings) {
        this.destination = destination;
        this.patience = settings.patience();
        this.answersWithin = settings.answersWithin();
    }

    /** @param answers whether it has ever answered anything */
    public record Printer(String address, boolean answers) {}

    /**
     * Prints a slip. Never with an error of the line; the one of {@code begin} is passed on, and nothing was sent then.
     *
     * @param begin is awaited when the printer is ready and before the first byte is sent
     */
    public Mono<Outcome> print(Printer printer, byte[] slip, Mono<Void> begin) {
        return Mono.fromCallable(() -> destination.resolve(printer.address()))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(this::connect)
                .flatMap(line -> Mono.usingWhen(
                        Mono.just(line), open -> converse(new Talk(open), printer, slip, begin), PrinterLine::hangUp))
                .onErrorResume(
                        Destination.Refused.class,
                        refused ->
                                Mono.just(new Outcome.NotReady(Trouble.REFUSED, String.valueOf(refused.getMessage()))))
                .onErrorResume(Unreachable.class, away -> Mono.just(Outcome.NotReady.of(Trouble.UNREACHABLE)));
    }

    /** Nobody took the connection. */
    private static final class Unreachable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreachable(Throwable cause) {
            super(cause);
        }
    }

    private Mono<? extends Connection> connect(InetSocketAddress address) {
        return TcpClient.create(ConnectionProvider.newConnection())
                .remoteAddress(() -> address)
                .resolver(NoopAddressResolverGroup.INSTANCE)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) patience.toMillis())
                .option(ChannelOption.TCP_NODELAY, true)
                .connect()
                .timeout(patience.plusSeconds(1))
                .onErrorMap(Unreachable::new);
    }

    private static Mono<Void> hangUp(Connection line) {
        return Mono.fromRunnable(line::dispose);
    }

    /** An open line, and everything that was said on it so far. */
    private static final class Talk {
        private final Connection line;
        private final Sinks.Many<Byte> heard = Sinks.many().replay().limit(MOST_REPLIES);
        private final AtomicInteger dones = new AtomicInteger();

        Talk(Connection line) {
            this.line = line;
            line.inbound()
                    .receive()
                    .asByteArray()
                    .concatMapIterable(Talk::each)
                    .take(MOST_REPLIES)
                    .doOnNext(this::count)
                    .subscribe(heard::tryEmitNext, heard::tryEmitError, heard::tryEmitComplete);
        }

        private void count(byte reply) {
            if (Replies.isDone(reply)) {
                dones.incrementAndGet();
            }
        }

        private static List<Byte> each(byte[] bytes) {
            Byte[] all = new Byte[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                all[i] = bytes[i];
            }
            return List.of(all);
        }

        Mono<Void> say(byte[] bytes) {
            return line.outbound().sendByteArray(Mono.just(bytes)).then();
        }

        /** The answers to the questions that were asked for the nth time; empty when they do not come. */
        Mono<List<Byte>> states(int nth, Duration within) {
            return heard.asFlux()
                    .filter(Replies::isState)
                    .skip((long) (nth - 1) * Replies.ANSWERS)
                    .take(Replies.ANSWERS)
                    .collectList()
                    .timeout(within)
                    .onErrorComplete()
                    .filter(answers -> answers.size() == Replies.ANSWERS);
        }

        /** Says the slip; completes when what follows it has been answered. What was said before it counts for nothing. */
        Mono<Byte> sayUntilDone(byte[] slip) {
            return Mono.defer(() -> {
                int before = dones.get();
                return say(slip)
                        .then(heard.asFlux()
                                .filter(Replies::isDone)
                                .skip(before)
                                .next());
            });
        }
    }

    private Mono<Outcome> converse(Talk talk, Printer printer, byte[] slip, Mono<Void> begin) {
        return ask(talk, 1)
                .map(Standing.Told::new)
                .cast(Standing.class)
                .defaultIfEmpty(new Standing.Nothing())
                .flatMap(standing -> switch (standing) {
                    case Standing.Told(List<Byte> answers) -> {
                        Trouble trouble = Replies.trouble(answers);
                        yield trouble == null
                                ? begin.then(Mono.defer(() -> sendAndHear(talk, slip)))
                                : Mono.just(Outcome.NotReady.of(trouble));
                    }
                    case Standing.Nothing nothing ->
                        printer.answers()
                                ? Mono.just(Outcome.NotReady.of(Trouble.SILENT))
                                : begin.then(Mono.defer(() -> send(talk, slip)));
                });
    }

    /** What it said of itself when it was asked. */
    private sealed interface Standing {
        record Told(List<Byte> answers) implements Standing {}

        record Nothing() implements Standing {}
    }

    /** Its answers; empty where none come, or the line breaks. */
    private Mono<List<Byte>> ask(Talk talk, int nth) {
        return talk.say(Replies.QUESTIONS).onErrorComplete().then(talk.states(nth, answersWithin));
    }

    private Mono<Outcome> send(Talk talk, byte[] slip) {
        return talk.say(slip)
                .timeout(patience)
                .<Outcome>thenReturn(new Outcome.Printed(false))
                .onErrorReturn(Outcome.Unsure.of(Trouble.UNREACHABLE));
    }

    private Mono<Outcome> sendAndHear(Talk talk, byte[] slip) {
        return talk.sayUntilDone(slip)
                .timeout(patience)
                .<Outcome>map(done -> new Outcome.Printed(true))
                .switchIfEmpty(Mono.fromSupplier(() -> Outcome.Unsure.of(Trouble.UNREACHABLE)))
                .onErrorResume(lost -> lost instanceof TimeoutException
                        ? whyNot(talk)
                        : Mono.just(Outcome.Unsure.of(Trouble.UNREACHABLE)));
    }

    /** It has the slip and does not say that it is out. */
    private Mono<Outcome> whyNot(Talk talk) {
        return ask(talk, 2)
                .flatMap(answers -> Mono.justOrEmpty(Replies.trouble(answers)))
                .defaultIfEmpty(Trouble.SILENT)
                .map(Outcome.Unsure::of);
    }
}

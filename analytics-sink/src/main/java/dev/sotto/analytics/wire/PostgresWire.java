package dev.sotto.analytics.wire;

import dev.sotto.analytics.query.QuerySettings;
import dev.sotto.analytics.query.Questions;
import io.netty.handler.codec.DecoderException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.NettyInbound;
import reactor.netty.NettyOutbound;
import reactor.netty.tcp.TcpServer;

/** The door for tools that speak PostgreSQL: psql, JDBC and what is built on it. It leads to the one SQL endpoint. */
public final class PostgresWire implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(PostgresWire.class);

    /** A stranger who does not say in this time who he is makes room for others. */
    private static final Duration INTRODUCED_WITHIN = Duration.ofSeconds(10);

    private final WireSettings settings;
    private final QuerySettings query;
    private final Questions questions;
    private final Catalog catalog;
    private final SecureRandom random = new SecureRandom();
    private final AtomicInteger processes = new AtomicInteger();
    private final Map<Integer, WireSession> sessions = new ConcurrentHashMap<>();
    private @Nullable DisposableServer server;

    public PostgresWire(WireSettings settings, QuerySettings query, Questions questions) {
        this.settings = settings;
        this.query = query;
        this.questions = questions;
        this.catalog = new Catalog(questions);
    }

    @Override
    public void start() {
        if (settings.port() == 0) {
            return;
        }
        server = TcpServer.create()
                .host(settings.host())
                .port(settings.port())
                .doOnConnection(connection -> connection.addHandlerLast(new AskDecoder()))
                .handle(this::serve)
                .bindNow();
        log.info("PostgreSQL's protocol is spoken at {}:{}.", settings.host(), server.port());
    }

    private Publisher<Void> serve(NettyInbound in, NettyOutbound out) {
        if (sessions.size() >= settings.connections()) {
            return Mono.empty();
        }
        int process = processes.incrementAndGet();
        WireSession session =
                new WireSession(process, random.nextInt(), query.tokens(), questions, catalog, out.alloc());
        sessions.put(process, session);
        in.withConnection(connection -> hangUpOnTheSilent(connection, session));
        return out.send(
                        in.receiveObject()
                                .cast(Ask.class)
                                .doOnNext(this::cancelOther)
                                .takeWhile(ask -> !(ask instanceof Ask.Cancel))
                                .concatMap(session::answer, 1)
                                .takeUntil(answered -> session.isOver())
                                .onErrorResume(DecoderException.class, nonsense -> Flux.empty()),
                        answered -> true)
                .then()
                .doFinally(ended -> sessions.remove(process));
    }

    private static void hangUpOnTheSilent(Connection connection, WireSession session) {
        var _ = connection
                .channel()
                .eventLoop()
                .schedule(
                        () -> {
                            if (!session.isKnown()) {
                                connection.dispose();
                            }
                        },
                        INTRODUCED_WITHIN.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private void cancelOther(Ask ask) {
        if (ask instanceof Ask.Cancel(int process, int secret)) {
            WireSession other = sessions.get(process);
            if (other != null) {
                other.cancel(secret);
            }
        }
    }

    /** The port it listens on, which is another than the set one only when that is 0. */
    int port() {
        return server == null ? 0 : server.port();
    }

    @Override
    public void stop() {
        if (server != null) {
            server.disposeNow(Duration.ofSeconds(2));
        }
    }

    @Override
    public boolean isRunning() {
        return server != null && !server.isDisposed();
    }
}

package dev.sotto.analytics.wire;

import dev.sotto.analytics.query.Answer;
import dev.sotto.analytics.query.QuerySettings.Token;
import dev.sotto.analytics.query.Questions;
import dev.sotto.analytics.query.Scope;
import dev.sotto.analytics.wire.Result.Done;
import dev.sotto.analytics.wire.Result.Empty;
import dev.sotto.analytics.wire.Result.Failed;
import dev.sotto.analytics.wire.Result.Rows;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * One client's connection: who he is, what he prepared, and the answer to each message in turn. After an error in the
 * extended protocol everything up to the next Sync is passed over, as the protocol wants it.
 */
final class WireSession {

    private static final int PREPARED_AT_MOST = 256;

    private final int process;
    private final int secret;
    private final List<Token> tokens;
    private final Questions questions;
    private final Catalog catalog;
    private final ByteBufAllocator allocator;
    private final Map<String, Prepared> statements = new HashMap<>();
    private final Map<String, Portal> portals = new HashMap<>();
    private final AtomicReference<Sinks.@Nullable One<Result>> running = new AtomicReference<>();
    private @Nullable Scope scope;
    private boolean passingOver;
    private boolean inTransaction;
    private volatile boolean over;

    WireSession(
            int process,
            int secret,
            List<Token> tokens,
            Questions questions,
            Catalog catalog,
            ByteBufAllocator allocator) {
        this.process = process;
        this.secret = secret;
        this.tokens = tokens;
        this.questions = questions;
        this.catalog = catalog;
        this.allocator = allocator;
    }

    boolean isOver() {
        return over;
    }

    boolean isKnown() {
        return scope != null;
    }

    /** Stops the question that is being answered, if it is this client who asks for it. */
    void cancel(int secretGiven) {
        Sinks.One<Result> asked = running.get();
        if (secretGiven == secret && asked != null) {
            asked.tryEmitValue(new Failed("57014", "The question was cancelled."));
        }
    }

    /** Empty when the message needs no answer. */
    Mono<ByteBuf> answer(Ask ask) {
        Scope known = scope;
        if (known == null) {
            return Mono.just(introduction(ask).buffer());
        }
        if (passingOver && !(ask instanceof Ask.Sync || ask instanceof Ask.Terminate)) {
            return Mono.empty();
        }
        return switch (ask) {
            case Ask.Query(String sql) ->
                ask(sql, known).map(result -> simple(result).buffer());
            case Ask.Parse parse -> Mono.just(parse(parse).buffer());
            case Ask.Bind bind -> Mono.just(bind(bind).buffer());
            case Ask.Describe(boolean statement, String name) ->
                (statement ? describeStatement(name, known) : describePortal(name, known)).map(Reply::buffer);
            case Ask.Execute(String portal, int rowsAtMost) ->
                execute(portal, rowsAtMost, known).map(Reply::buffer);
            case Ask.Close(boolean statement, String name) -> {
                var _ = statement ? statements.remove(name) : portals.remove(name);
                yield Mono.just(reply().closed().buffer());
            }
            case Ask.Sync() -> {
                passingOver = false;
                if (!inTransaction) {
                    portals.clear();
                }
                yield Mono.just(ready(reply()).buffer());
            }
            case Ask.Terminate() -> {
                over = true;
                yield Mono.empty();
            }
            case Ask.Flush() -> Mono.empty();
            case Ask.Unknown(char kind) ->
                Mono.just(failed("0A000", "A message of kind '" + kind + "' is not understood here.")
                        .buffer());
            case Ask.Encryption(), Ask.Cancel _, Ask.Startup _, Ask.Password _ -> {
                over = true;
                yield Mono.just(reply().fatal("08P01", "That was said at the wrong time.")
                        .buffer());
            }
        };
    }

    private Reply introduction(Ask ask) {
        return switch (ask) {
            case Ask.Encryption() -> reply().noEncryption();
            case Ask.Startup _ -> reply().askPassword();
            case Ask.Password(String password) -> {
                Optional<Scope> found = Scope.of(password, tokens);
                scope = found.orElse(null);
                over = found.isEmpty();
                yield found.isPresent()
                        ? ready(reply().welcome(process, secret))
                        : reply().fatal("28P01", "The password must be a token this service knows.");
            }
            default -> {
                over = true;
                yield reply().fatal("08P01", "Say first who you are.");
            }
        };
    }

    private Mono<Result> ask(String sql, Scope known) {
        Result courtesy = Courtesies.answer(sql);
        if (courtesy != null) {
            return Mono.just(noted(courtesy));
        }
        Sinks.One<Result> cancelled = Sinks.one();
        running.set(cancelled);
        Mono<Result> asked = Catalog.isAskedBy(sql)
                ? catalog.ask(sql)
                : questions.ask(sql, known).map(Result::of);
        return Mono.firstWithSignal(asked, cancelled.asMono()).doFinally(ended -> running.set(null));
    }

    /** Transactions are only remembered, since drivers want to hear of theirs. */
    private Result noted(Result courtesy) {
        if (courtesy instanceof Done(String tag)) {
            inTransaction = tag.equals("BEGIN") || (inTransaction && !tag.equals("COMMIT") && !tag.equals("ROLLBACK"));
        }
        return courtesy;
    }

    private Reply simple(Result result) {
        Reply reply = reply();
        switch (result) {
            case Rows(Answer answer) -> {
                List<ResultColumn> columns = columns(answer, List.of());
                reply.columns(columns);
                tell(answer.rows(), columns, reply);
                warnOfMore(answer, reply).done("SELECT " + answer.rows().size());
            }
            case Done(String tag) -> reply.done(tag);
            case Empty() -> reply.nothing();
            case Failed(String state, String words) -> reply.error(state, words);
        }
        return ready(reply);
    }

    private static Reply warnOfMore(Answer answer, Reply reply) {
        if (answer.note() != null) {
            reply.notice(answer.note());
        }
        return answer.truncated()
                ? reply.notice("There are more rows; these are the first "
                        + answer.rows().size() + ".")
                : reply;
    }

    private Reply parse(Ask.Parse parse) {
        if (statements.size() >= PREPARED_AT_MOST && !statements.containsKey(parse.name())) {
            return failed("53400", "At most " + PREPARED_AT_MOST + " statements can be prepared.");
        }
        int parameters = Binding.count(parse.sql());
        List<Integer> types = new ArrayList<>(parse.types());
        while (types.size() < parameters) {
            types.add(0);
        }
        statements.put(parse.name(), new Prepared(parse.sql(), List.copyOf(types)));
        return reply().parsed();
    }

    private Reply bind(Ask.Bind bind) {
        Prepared prepared = statements.get(bind.statement());
        if (prepared == null) {
            return failed("26000", "There is no prepared statement \"" + bind.statement() + "\".");
        }
        try {
            portals.put(bind.portal(), new Portal(prepared.with(bind), bind.answerFormats()));
            return reply().bound();
        } catch (IllegalArgumentException unfit) {
            return failed("22P02", "A value does not fit: " + unfit.getMessage() + ".");
        }
    }

    private Mono<Reply> describeStatement(String name, Scope known) {
        Prepared prepared = statements.get(name);
        if (prepared == null) {
            return Mono.just(failed("26000", "There is no prepared statement \"" + name + "\"."));
        }
        String shape = prepared.withNulls();
        boolean question = Courtesies.answer(shape) == null && !Catalog.isAskedBy(shape);
        return ask(question ? Prepared.withoutRows(shape) : shape, known)
                .map(result -> describe(reply().parameters(prepared.toldTypes()), result, List.of()));
    }

    private Mono<Reply> describePortal(String name, Scope known) {
        Portal portal = portals.get(name);
        return portal == null
                ? Mono.just(failed("34000", "There is no portal \"" + name + "\"."))
                : portal.result(sql -> ask(sql, known)).map(result -> describe(reply(), result, portal.formats()));
    }

    private Reply describe(Reply reply, Result result, List<Integer> formats) {
        return switch (result) {
            case Rows(Answer answer) -> reply.columns(columns(answer, formats));
            case Done _, Empty _ -> reply.noRows();
            case Failed(String state, String words) -> {
                passingOver = true;
                yield reply.error(state, words);
            }
        };
    }

    private Mono<Reply> execute(String name, int rowsAtMost, Scope known) {
        Portal portal = portals.get(name);
        if (portal == null) {
            return Mono.just(failed("34000", "There is no portal \"" + name + "\"."));
        }
        return portal.result(sql -> ask(sql, known)).map(result -> switch (result) {
            case Rows(Answer answer) -> rows(portal, answer, rowsAtMost);
            case Done(String tag) -> reply().done(tag);
            case Empty() -> reply().nothing();
            case Failed(String state, String words) -> failed(state, words);
        });
    }

    private Reply rows(Portal portal, Answer answer, int rowsAtMost) {
        Reply reply = reply();
        List<ResultColumn> columns = columns(answer, portal.formats());
        int from = portal.told();
        int to = rowsAtMost == 0 ? answer.rows().size() : Math.min(answer.rows().size(), from + rowsAtMost);
        tell(answer.rows().subList(from, to), columns, reply);
        portal.tell(to);
        return to < answer.rows().size()
                ? reply.suspended()
                : warnOfMore(answer, reply).done("SELECT " + (to - from));
    }

    private static void tell(List<List<@Nullable Object>> rows, List<ResultColumn> columns, Reply reply) {
        for (List<@Nullable Object> row : rows) {
            reply.row(columns, row);
        }
    }

    private static List<ResultColumn> columns(Answer answer, List<Integer> formats) {
        List<ResultColumn> columns = new ArrayList<>();
        for (int i = 0; i < answer.columns().size(); i++) {
            int format = formats.isEmpty() ? 0 : formats.get(formats.size() == 1 ? 0 : i);
            Answer.Column column = answer.columns().get(i);
            columns.add(new ResultColumn(column.name(), PgType.of(column.type()), format == 1));
        }
        return columns;
    }

    private Reply failed(String state, String words) {
        passingOver = true;
        return reply().error(state, words);
    }

    private Reply ready(Reply reply) {
        return reply.ready(inTransaction ? 'T' : 'I');
    }

    private Reply reply() {
        return new Reply(allocator);
    }
}

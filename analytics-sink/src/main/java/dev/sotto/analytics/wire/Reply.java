package dev.sotto.analytics.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Messages to a client, written one after the other into one buffer. */
final class Reply {

    private final ByteBuf buffer;

    Reply(ByteBufAllocator allocator) {
        this.buffer = allocator.buffer();
    }

    ByteBuf buffer() {
        return buffer;
    }

    /** The one answer that is no message. */
    Reply noEncryption() {
        buffer.writeByte('N');
        return this;
    }

    Reply askPassword() {
        return message('R', body -> body.writeInt(3));
    }

    Reply welcome(int process, int secret) {
        message('R', body -> body.writeInt(0));
        parameter("server_version", "15.0");
        parameter("server_encoding", "UTF8");
        parameter("client_encoding", "UTF8");
        parameter("DateStyle", "ISO, YMD");
        parameter("TimeZone", "UTC");
        parameter("integer_datetimes", "on");
        parameter("standard_conforming_strings", "on");
        parameter("is_superuser", "off");
        parameter("default_transaction_read_only", "on");
        return message('K', body -> body.writeInt(process).writeInt(secret));
    }

    private void parameter(String name, String value) {
        message('S', body -> {
            text(body, name);
            text(body, value);
        });
    }

    /** @param within whether the client has begun a transaction, and whether it failed */
    Reply ready(char within) {
        return message('Z', body -> body.writeByte(within));
    }

    Reply parsed() {
        return message('1', body -> {});
    }

    Reply bound() {
        return message('2', body -> {});
    }

    Reply closed() {
        return message('3', body -> {});
    }

    Reply nothing() {
        return message('I', body -> {});
    }

    Reply noRows() {
        return message('n', body -> {});
    }

    Reply suspended() {
        return message('s', body -> {});
    }

    Reply done(String tag) {
        return message('C', body -> text(body, tag));
    }

    Reply parameters(List<Integer> types) {
        return message('t', body -> {
            body.writeShort(types.size());
            types.forEach(body::writeInt);
        });
    }

    Reply columns(List<ResultColumn> columns) {
        return message('T', body -> {
            body.writeShort(columns.size());
            for (ResultColumn column : columns) {
                text(body, column.name());
                body.writeInt(0).writeShort(0);
                body.writeInt(column.type().oid());
                body.writeShort(column.type().size()).writeInt(-1);
                body.writeShort(column.binary() ? 1 : 0);
            }
        });
    }

    Reply row(List<ResultColumn> columns, List<@Nullable Object> values) {
        return message('D', body -> {
            body.writeShort(columns.size());
            for (int i = 0; i < columns.size(); i++) {
                Object value = values.get(i);
                if (value == null) {
                    body.writeInt(-1);
                } else {
                    int at = body.writerIndex();
                    body.writeInt(0);
                    columns.get(i).write(value, body);
                    body.setInt(at, body.writerIndex() - at - 4);
                }
            }
        });
    }

    Reply notice(String words) {
        return complaint('N', "WARNING", "01000", words);
    }

    /** @param state the SQLSTATE that programs go by */
    Reply error(String state, String words) {
        return complaint('E', "ERROR", state, words);
    }

    Reply fatal(String state, String words) {
        return complaint('E', "FATAL", state, words);
    }

    private Reply complaint(char kind, String severity, String state, String words) {
        return message(kind, body -> {
            body.writeByte('S');
            text(body, severity);
            body.writeByte('V');
            text(body, severity);
            body.writeByte('C');
            text(body, state);
            body.writeByte('M');
            text(body, words);
            body.writeByte(0);
        });
    }

    private Reply message(char kind, Consumer<ByteBuf> body) {
        buffer.writeByte(kind);
        int at = buffer.writerIndex();
        buffer.writeInt(0);
        body.accept(buffer);
        buffer.setInt(at, buffer.writerIndex() - at);
        return this;
    }

    private static void text(ByteBuf body, String text) {
        body.writeCharSequence(text.replace('\0', ' '), StandardCharsets.UTF_8);
        body.writeByte(0);
    }
}

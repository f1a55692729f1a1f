package dev.sotto.analytics.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client says; each kind knows how it stands on the wire (PostgreSQL documentation, chapter 54.7). */
sealed interface Ask {

    /** May we talk in secret? We may not. */
    record Encryption() implements Ask {}

    record Cancel(int process, int secret) implements Ask {}

    record Startup(Map<String, String> parameters) implements Ask {
        static Startup decode(ByteBuf body) {
            Map<String, String> parameters = new LinkedHashMap<>();
            for (String name = text(body); !name.isEmpty() && body.isReadable(); name = text(body)) {
                parameters.put(name, text(body));
            }
            return new Startup(parameters);
        }
    }

    record Password(String password) implements Ask {}

    record Query(String sql) implements Ask {}

    record Parse(String name, String sql, List<Integer> types) implements Ask {
        static Parse decode(ByteBuf body) {
            String name = text(body);
            String sql = text(body);
            List<Integer> types = new ArrayList<>();
            for (int left = body.readUnsignedShort(); left > 0; left--) {
                types.add(body.readInt());
            }
            return new Parse(name, sql, types);
        }
    }

    record Bind(
            String portal,
            String statement,
            List<Integer> formats,
            List<byte @Nullable []> values,
            List<Integer> answerFormats)
            implements Ask {
        static Bind decode(ByteBuf body) {
            String portal = text(body);
            String statement = text(body);
            List<Integer> formats = shorts(body);
            List<byte @Nullable []> values = new ArrayList<>();
            for (int left = body.readUnsignedShort(); left > 0; left--) {
                values.add(value(body));
            }
            return new Bind(portal, statement, formats, values, shorts(body));
        }

        private static byte @Nullable [] value(ByteBuf body) {
            int length = body.readInt();
            if (length < 0) {
                return null;
            }
            if (length > body.readableBytes()) {
                throw new IndexOutOfBoundsException("a value longer than its message");
            }
            byte[] value = new byte[length];
            body.readBytes(value);
            return value;
        }

        private static List<Integer> shorts(ByteBuf body) {
            List<Integer> shorts = new ArrayList<>();
            for (int left = body.readUnsignedShort(); left > 0; left--) {
                shorts.add(body.readUnsignedShort());
            }
            return shorts;
        }
    }

    /** @param statement false for a portal */
    record Describe(boolean statement, String name) implements Ask {}

    /** @param rowsAtMost 0 for all */
    record Execute(String portal, int rowsAtMost) implements Ask {}

    record Close(boolean statement, String name) implements Ask {}

    record Sync() implements Ask {}

    record Flush() implements Ask {}

    record Terminate() implements Ask {}

    /** Something we do not take part in: copying in, calling functions. */
    record Unknown(char kind) implements Ask {}

    /** @throws IndexOutOfBoundsException when the body ends too early */
    static Ask decode(char kind, ByteBuf body) {
        return switch (kind) {
            case 'p' -> new Password(text(body));
            case 'Q' -> new Query(text(body));
            case 'P' -> Parse.decode(body);
            case 'B' -> Bind.decode(body);
            case 'D' -> new Describe(body.readByte() == 'S', text(body));
            case 'E' -> new Execute(text(body), body.readInt());
            case 'C' -> new Close(body.readByte() == 'S', text(body));
            case 'S' -> new Sync();
            case 'H' -> new Flush();
            case 'X' -> new Terminate();
            default -> new Unknown(kind);
        };
    }

    private static String text(ByteBuf body) {
        int length = body.bytesBefore((byte) 0);
        if (length < 0) {
            throw new IndexOutOfBoundsException("a text without its end");
        }
        String text = body.readCharSequence(length, StandardCharsets.UTF_8).toString();
        body.skipBytes(1);
        return text;
    }
}

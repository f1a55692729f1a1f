package dev.sotto.analytics.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** A column of an answer and how the client wants to read it. */
record ResultColumn(String name, PgType type, boolean binary) {

    void write(Object value, ByteBuf out) {
        if (binary) {
            type.writeBinary(value, out);
        } else {
            out.writeCharSequence(type.text(value), StandardCharsets.UTF_8);
        }
    }
}

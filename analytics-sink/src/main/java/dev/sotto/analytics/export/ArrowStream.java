package dev.sotto.analytics.export;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.sotto.analytics.export.Projection.ArrowColumn;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.Schema;

/**
 * Arrow's streaming format: a schema, then batches, each told by a flatbuffer and followed by its columns' bytes. Only the
 * generated classes of the format are used, since Arrow's own vectors want the JVM opened up to them.
 */
final class ArrowStream implements AutoCloseable {

    private static final int CONTINUES = -1;

    private final OutputStream out;
    private final List<ArrowColumn> columns;

    ArrowStream(OutputStream out, List<ArrowColumn> columns) throws IOException {
        this.out = out;
        this.columns = columns;
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int fields = Schema.createFieldsVector(
                builder,
                columns.stream()
                        .mapToInt(column -> column.type().field(builder, column.name()))
                        .toArray());
        int schema = Schema.createSchema(builder, Endianness.Little, fields, 0, 0);
        write(builder, MessageHeader.Schema, schema, new ArrowBody());
    }

    /** Writes all of these rows as one batch; returns how many there were. */
    int batch(ResultSet rows) throws SQLException, IOException {
        List<ArrowVector> vectors =
                columns.stream().map(column -> column.type().vector()).toList();
        int count = 0;
        while (rows.next()) {
            for (int nth = 0; nth < vectors.size(); nth++) {
                vectors.get(nth).add(rows.getObject(nth + 1));
            }
            count++;
        }
        ArrowBody body = new ArrowBody();
        vectors.forEach(vector -> vector.layOut(body));
        FlatBufferBuilder builder = new FlatBufferBuilder();
        write(builder, MessageHeader.RecordBatch, body.describe(builder, count), body);
        return count;
    }

    private void write(FlatBufferBuilder builder, byte header, int its, ArrowBody body) throws IOException {
        builder.finish(Message.createMessage(builder, MetadataVersion.V5, header, its, body.length(), 0));
        ByteBuffer told = builder.dataBuffer();
        int length = told.remaining();
        LittleEndian prefix = new LittleEndian();
        prefix.put(CONTINUES, Integer.BYTES);
        prefix.put(ArrowBody.aligned(length), Integer.BYTES);
        prefix.writeTo(out);
        byte[] padded = new byte[ArrowBody.aligned(length)];
        told.get(padded, 0, length);
        out.write(padded);
        body.writeTo(out);
    }

    /** Says that nothing follows. */
    @Override
    public void close() throws IOException {
        LittleEndian end = new LittleEndian();
        end.put(CONTINUES, Integer.BYTES);
        end.put(0, Integer.BYTES);
        end.writeTo(out);
        out.close();
    }
}

package dev.sotto.analytics.export;

import com.google.flatbuffers.FlatBufferBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.RecordBatch;

/** What a batch consists of: its columns' lengths, and their buffers, each filled up to eight bytes. */
final class ArrowBody {

    private static final int ALIGNED = 8;

    private final List<Node> nodes = new ArrayList<>();
    private final List<LittleEndian> buffers = new ArrayList<>();

    void node(int length, int missing) {
        nodes.add(new Node(length, missing));
    }

    void bits(BitSet bits, int length) {
        LittleEndian packed = new LittleEndian();
        packed.put(Arrays.copyOf(bits.toByteArray(), (length + Byte.SIZE - 1) / Byte.SIZE));
        buffers.add(packed);
    }

    void bytes(LittleEndian bytes) {
        buffers.add(bytes);
    }

    /** Where the builder put the description of this batch; structs of a vector are written from the last to the first. */
    int describe(FlatBufferBuilder builder, int rows) {
        RecordBatch.startNodesVector(builder, nodes.size());
        nodes.reversed().forEach(node -> FieldNode.createFieldNode(builder, node.length, node.missing));
        int itsNodes = builder.endVector();
        RecordBatch.startBuffersVector(builder, buffers.size());
        long end = length();
        for (LittleEndian buffer : buffers.reversed()) {
            end -= aligned(buffer.size());
            Buffer.createBuffer(builder, end, buffer.size());
        }
        int itsBuffers = builder.endVector();
        return RecordBatch.createRecordBatch(builder, rows, itsNodes, itsBuffers, 0, 0);
    }

    long length() {
        return buffers.stream().mapToLong(buffer -> aligned(buffer.size())).sum();
    }

    void writeTo(OutputStream out) throws IOException {
        for (LittleEndian buffer : buffers) {
            buffer.writeTo(out);
            out.write(new byte[aligned(buffer.size()) - buffer.size()]);
        }
    }

    static int aligned(int size) {
        return (size + ALIGNED - 1) / ALIGNED * ALIGNED;
    }

    private record Node(int length, int missing) {}
}

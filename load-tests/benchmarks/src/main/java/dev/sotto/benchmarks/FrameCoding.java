package dev.sotto.benchmarks;

import dev.sotto.log.Topics;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.RecordCodec;
import dev.sotto.schemas.SchemaCatalogue;
import dev.sotto.schemas.audio.AudioFrames;
import dev.sotto.schemas.audio.AudioSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A 20 ms frame of a call to bytes and back, through our codec into an immutable record and through Avro's own generic
 * records, which are neither typed nor immutable.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class FrameCoding {

    private static final int HEADER_BYTES = 5;

    private final RecordCodec<AudioFrames> codec = new RecordCodec<>(Topics.AUDIO_FRAMES);
    private final Schema schema =
            Objects.requireNonNull(SchemaCatalogue.committed().schema(codec.schemaId()));
    private final GenericDatumWriter<GenericRecord> writer = new GenericDatumWriter<>(schema);
    private final GenericDatumReader<GenericRecord> reader = new GenericDatumReader<>(schema);
    private final AudioFrames frame = new AudioFrames(
            Envelope.unique(Topics.AUDIO_FRAMES, "harbour-grill"),
            "7a4e0f8e-1c53-4e0e-9a54-0d5c7a1d1a11",
            AudioSource.PHONE,
            1,
            1,
            20,
            8000,
            0,
            false,
            1,
            false,
            ByteBuffer.allocate(320),
            0);
    private byte[] bytes = {};
    private GenericRecord generic = new GenericData.Record(schema);

    /** Writes the frame once. */
    @Setup
    public void prepare() throws IOException {
        bytes = codec.encode(frame);
        generic = avroRead();
    }

    /** Our codec. */
    @Benchmark
    public byte[] sottoWrite() {
        return codec.encode(frame);
    }

    /** Our codec. */
    @Benchmark
    public AudioFrames sottoRead() {
        return codec.decode(bytes);
    }

    /** Avro alone. */
    @Benchmark
    public byte[] avroWrite() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        out.write(bytes, 0, HEADER_BYTES);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        generic.put("audio", ((ByteBuffer) generic.get("audio")).rewind());
        writer.write(generic, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    /** Avro alone. */
    @Benchmark
    public GenericRecord avroRead() throws IOException {
        return reader.read(
                null, DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null));
    }
}

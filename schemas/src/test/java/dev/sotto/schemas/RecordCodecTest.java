package dev.sotto.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.log.Topics;
import dev.sotto.schemas.audio.AudioFrames;
import dev.sotto.schemas.audio.AudioSource;
import dev.sotto.schemas.call.CallEnded;
import dev.sotto.schemas.call.CallHeld;
import dev.sotto.schemas.call.CallRecord;
import dev.sotto.schemas.call.CallStarted;
import dev.sotto.schemas.call.CallTransferred;
import dev.sotto.schemas.call.DtmfMethod;
import dev.sotto.schemas.call.DtmfPressed;
import dev.sotto.schemas.call.EndReason;
import dev.sotto.schemas.call.MediaQuality;
import dev.sotto.schemas.call.MediaStalled;
import dev.sotto.schemas.call.TransferFailed;
import dev.sotto.schemas.order.OrderLine;
import dev.sotto.schemas.order.OrderPlaced;
import dev.sotto.schemas.order.OrderRecord;
import dev.sotto.schemas.order.RemovedIngredient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordCodecTest {

    @ParameterizedTest
    @MethodSource("calls")
    void aRecordComesBackAsItWasWhicheverBranchOfTheUnionItHolds(CallRecord call) {
        RecordCodec<CallRecord> codec = new RecordCodec<>(Topics.CALLS_EVENTS);

        assertThat(codec.decode(codec.encode(call))).isEqualTo(call);
    }

    static List<CallRecord> calls() {
        return List.of(
                call(new CallStarted(AudioSource.PHONE, "+33611223344", "100", null, null, 3, null)),
                call(new CallHeld()),
                call(new CallTransferred("sip:boss@example.com", true)),
                call(new TransferFailed("manager", "486 Busy Here")),
                call(new DtmfPressed("#", DtmfMethod.RTP)),
                call(new MediaStalled(30_000)),
                call(new MediaQuality(100, 2, 1, 3.5, 41.5, 7L, null)),
                call(new CallEnded(EndReason.CALLER_HUNG_UP, 1234)));
    }

    @Test
    void aDeadLetterKeepsTheBytesItCouldNotUnderstand() {
        RecordCodec<DeadLetter> codec = new RecordCodec<>(Topics.CALLS_EVENTS.deadLetters());
        DeadLetter letter = new DeadLetter(
                Envelope.unique(Topics.CALLS_EVENTS.deadLetters(), ""),
                "calls.events",
                1,
                2,
                "group",
                "why",
                "",
                ByteBuffer.wrap(new byte[] {9, 8}));

        assertThat(codec.decode(codec.encode(letter))).isEqualTo(letter);
    }

    @Test
    void nestedLinesAndOptionalFieldsSurvive() {
        RecordCodec<OrderRecord> codec = new RecordCodec<>(Topics.ORDERS_EVENTS);
        OrderLine line = new OrderLine(
                "1",
                "margherita",
                "Margherita",
                "oven",
                2,
                950,
                1900,
                List.of(),
                List.of(),
                List.of(new RemovedIngredient("basil", "basil")),
                null);
        OrderRecord order = new OrderRecord(
                Envelope.of(Topics.ORDERS_EVENTS, "r1", DerivedId.of("o", 1)),
                "o",
                1,
                "c1",
                new OrderPlaced(AudioSource.EARPIECE, "12", null, null, "en", List.of(line), 1900, "EUR"));

        assertThat(codec.decode(codec.encode(order))).isEqualTo(order);
    }

    @Test
    void aPlainAvroReaderUnderstandsWhatWeWrite() throws IOException {
        RecordCodec<AudioFrames> codec = new RecordCodec<>(Topics.AUDIO_FRAMES);
        byte[] bytes = codec.encode(new AudioFrames(
                Envelope.unique(Topics.AUDIO_FRAMES, "r1"),
                "c1",
                AudioSource.PHONE,
                7,
                1,
                20,
                8000,
                0,
                true,
                5,
                false,
                ByteBuffer.wrap(new byte[] {1, 2, 3, 4}),
                0));
        Schema schema =
                SchemaCatalogue.committed().schema(ByteBuffer.wrap(bytes, 1, 4).getInt());

        GenericRecord read = new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null));

        assertThat(read.get("callId")).hasToString("c1");
        assertThat(read.get("audio")).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}));
        assertThat(read.get("source")).hasToString("PHONE");
    }

    @Test
    void aRecordOfTheVersionBeforeIsReadAsOneThatSaysNothingNew() throws IOException {
        RecordCodec<CallRecord> codec = new RecordCodec<>(Topics.CALLS_EVENTS);
        CallRecord call = call(new CallEnded(EndReason.COMPLETED, 1234));
        byte[] now = codec.encode(call);
        SchemaCatalogue catalogue = SchemaCatalogue.committed();
        Schema before = catalogue.schema(3);
        GenericRecord plain = new GenericDatumReader<GenericRecord>(catalogue.schema(codec.schemaId()), before)
                .read(null, DecoderFactory.get().binaryDecoder(now, 5, now.length - 5, null));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new byte[] {0, 0, 0, 0, 3});
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(before).write(plain, encoder);

        assertThat(codec.decode(bytes.toByteArray())).isEqualTo(call);
    }

    @Test
    void aRecordThatStrayedIntoAnotherTopicIsNoticed() {
        RecordCodec<CallRecord> codec = new RecordCodec<>(Topics.CALLS_EVENTS);
        byte[] stray = codec.encode(new CallRecord(Envelope.unique(Topics.ORDERS_EVENTS, "r1"), "c1", new CallHeld()));

        assertThatThrownBy(() -> codec.decode(stray))
                .isInstanceOf(UndecodableRecord.class)
                .hasMessageContaining("orders.events");
    }

    @Test
    void garbageIsRefusedWithWhatIsWrongWithIt() {
        RecordCodec<CallRecord> codec = new RecordCodec<>(Topics.CALLS_EVENTS);

        assertThatThrownBy(() -> codec.decode("hello".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isInstanceOf(UndecodableRecord.class)
                .hasMessageContaining("zero byte");
        assertThatThrownBy(() -> codec.decode(new byte[] {0, 0, 0, 9, 9, 1}))
                .isInstanceOf(UndecodableRecord.class)
                .hasMessageContaining("schema id 2313");
        assertThatThrownBy(() -> codec.decode(new byte[] {0, 0, 0, 0, (byte) codec.schemaId(), 120, 1}))
                .isInstanceOf(UndecodableRecord.class);
    }

    private static CallRecord call(dev.sotto.schemas.call.CallEvent event) {
        return new CallRecord(Envelope.unique(Topics.CALLS_EVENTS, "r1"), "c1", event);
    }
}

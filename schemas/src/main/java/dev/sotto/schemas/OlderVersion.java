package dev.sotto.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * Rewrites records of an older version in the newest one, with Avro's own rules. Jackson resolves schemas too, but leaves
 * out the defaults of fields that were added to a branch of a union; and old records are few.
 *
 * @param id of the version they were written with
 */
record OlderVersion(int id, Schema writtenWith, Schema newest) {

    /**
     * @param start of the body; as many bytes stand before it in the result
     * @throws UndecodableRecord when the bytes are not a record of this version
     */
    byte[] renew(byte[] bytes, int start) {
        var decoder = DecoderFactory.get().binaryDecoder(bytes, start, bytes.length - start, null);
        try {
            Object record = new GenericDatumReader<>(writtenWith, newest).read(null, decoder);
            ByteArrayOutputStream renewed = new ByteArrayOutputStream(bytes.length + Long.BYTES);
            renewed.write(bytes, 0, start);
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(renewed, null);
            new GenericDatumWriter<>(newest).write(record, encoder);
            encoder.flush();
            return renewed.toByteArray();
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException damaged) {
            throw new UndecodableRecord("does not match schema " + id, damaged);
        }
    }
}

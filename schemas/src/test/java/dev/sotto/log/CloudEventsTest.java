package dev.sotto.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.audio.AudioFrames;
import dev.sotto.schemas.audio.AudioSource;
import dev.sotto.schemas.call.CallHeld;
import dev.sotto.schemas.call.CallRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventsTest {

    private final CloudEvents events = new CloudEvents("gateway-1");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-21T14:47:27Z",
                "2026-11-21T14:47:27.001Z",
                "2026-11-21T14:47:27.010Z",
                "2026-11-21T14:47:27.900Z",
                "1969-12-31T23:59:59.999Z"
            })
    void theTimeIsWrittenAsAnInstantIs(String time) {
        events.headers(at("2026-11-21T14:47:27.500Z"), "call", Trace.start());

        Headers headers = events.headers(at(time), "call", Trace.start());

        assertThat(text(headers, "ce_time")).isEqualTo(time);
    }

    @Test
    void everyRecordSaysWhatItIsAndWhereItCameFrom() {
        Trace trace = Trace.start();

        Headers headers = events.headers(at("2026-11-21T14:47:27Z"), "call-1", trace);

        assertThat(text(headers, "ce_source")).isEqualTo("/sotto/gateway-1");
        assertThat(text(headers, "ce_type")).isEqualTo("dev.sotto.CallHeld");
        assertThat(text(headers, "ce_subject")).isEqualTo("call-1");
        assertThat(CloudEvents.trace(headers)).isEqualTo(trace);
        assertThat(CloudEvents.restaurantId(headers)).isEqualTo("r1");
    }

    @Test
    void aFrameSaysOnlyWhatNobodyCanDoWithout() {
        AudioFrames frame = new AudioFrames(
                new Envelope("audio.frames", "r1", "e1", Instant.EPOCH),
                "call-1",
                AudioSource.PHONE,
                0,
                1,
                20,
                8000,
                0,
                false,
                0,
                false,
                ByteBuffer.allocate(320),
                0);

        Headers headers = events.headers(frame, "call-1", Trace.start());

        assertThat(headers)
                .extracting(Header::key)
                .containsExactlyInAnyOrder(
                        "ce_specversion", "ce_id", "ce_source", "ce_type", "ce_restaurantid", "traceparent");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-",
                "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0AF7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c0b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331001",
                "00-0af7651916cd43dd8448eb211c80319g-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b716920333:-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-/1"
            })
    void aTraceThatIsNoneIsReplaced(String traceparent) {
        assertThat(Trace.of(traceparent).traceparent()).isNotEqualTo(traceparent);
    }

    @Test
    void aTraceThatIsOneIsKept() {
        String traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        assertThat(Trace.of(traceparent).traceparent()).isEqualTo(traceparent);
    }

    private static CallRecord at(String time) {
        return new CallRecord(new Envelope("calls.events", "r1", "e1", Instant.parse(time)), "c1", new CallHeld());
    }

    private static String text(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}

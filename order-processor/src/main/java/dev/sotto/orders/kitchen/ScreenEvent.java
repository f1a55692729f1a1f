package dev.sotto.orders.kitchen;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;

/** One event of an event stream (HTML standard §9.2), written out once however many screens it is told to. */
final class ScreenEvent {

    private final String name;
    private final Object value;
    private final byte[] written;

    /**
     * @param value what its data says
     * @param written its bytes, up to and with the empty line that ends it; nobody changes them from now on
     */
    ScreenEvent(String name, Object value, byte[] written) {
        this.name = name;
        this.value = value;
        this.written = written;
    }

    String name() {
        return name;
    }

    Object value() {
        return value;
    }

    /** For one screen; the bytes are shared. */
    DataBuffer written(DataBufferFactory buffers) {
        return buffers.wrap(written);
    }
}

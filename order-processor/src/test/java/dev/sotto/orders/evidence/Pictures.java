package dev.sotto.orders.evidence;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/** Files that begin as pictures do, filled up to a length. */
final class Pictures {

    private Pictures() {}

    static byte[] of(Picture.Kind kind, int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        ByteBuffer file = ByteBuffer.wrap(bytes);
        switch (kind) {
            case JPEG -> file.put(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0});
            case PNG ->
                file.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 'I', 'H', 'D', 'R'
                });
            case WEBP ->
                file.put(new byte[] {'R', 'I', 'F', 'F'})
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(length - 8)
                        .put(new byte[] {'W', 'E', 'B', 'P', 'V', 'P', '8', 'L'});
        }
        return bytes;
    }
}

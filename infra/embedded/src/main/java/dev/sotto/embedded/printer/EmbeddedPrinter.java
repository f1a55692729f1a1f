package dev.sotto.embedded.printer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * An ESC/POS printer on a port: takes raw bytes, answers questions for its state at once (DLE EOT), prints what it has, and
 * runs out of paper when it is told to. As a real one it keeps what it took and cannot print, until there is paper again.
 */
public final class EmbeddedPrinter implements AutoCloseable {

    private static final int DLE = 0x10;
    private static final int EOT = 0x04;

    private final ServerSocket door;
    private final Consumer<List<PaperLine>> told;
    private final Queue<List<PaperLine>> slips = new ConcurrentLinkedQueue<>();
    private final Queue<Socket> lines = new ConcurrentLinkedQueue<>();
    private final ArrayDeque<Integer> buffer = new ArrayDeque<>();
    private final PaperDecoder decoder = new PaperDecoder(this::cut, this::answerDone);
    private OutputStream answers = OutputStream.nullOutputStream();
    private boolean coverOpen;
    private boolean mute;
    private long linesOfPaper = Long.MAX_VALUE;
    private int hangUpAfter = Integer.MAX_VALUE;
    private boolean losesAnswers;

    private EmbeddedPrinter(ServerSocket door, Consumer<List<PaperLine>> told) {
        this.door = door;
        this.told = told;
        Thread.ofVirtual().name("printer-" + door.getLocalPort()).start(this::open);
    }

    /**
     * Switched on, with paper, on this machine only.
     *
     * @param port 0 for any that is free
     * @param told each slip when it is cut
     */
    public static EmbeddedPrinter on(int port, Consumer<List<PaperLine>> told) throws IOException {
        ServerSocket door = new ServerSocket();
        door.setReuseAddress(true);
        door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return new EmbeddedPrinter(door, told);
    }

    public static EmbeddedPrinter onAnyPort() {
        try {
            return on(0, slip -> {});
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    public int port() {
        return door.getLocalPort();
    }

    /** What was cut so far, oldest first. */
    public List<List<PaperLine>> slips() {
        return List.copyOf(slips);
    }

    /** Another roll, or the end of the one that is in it. */
    public synchronized void paper(boolean there) {
        linesOfPaper = there ? Long.MAX_VALUE : 0;
        print();
    }

    /** The roll ends after so many more lines. */
    public synchronized void paperFor(long more) {
        linesOfPaper = more;
    }

    public synchronized boolean hasPaper() {
        return linesOfPaper > 0;
    }

    public synchronized void cover(boolean open) {
        coverOpen = open;
        print();
    }

    public synchronized boolean isOpen() {
        return coverOpen;
    }

    /** One that answers nothing, as cheap ones do. */
    public synchronized void mute() {
        mute = true;
    }

    /** Breaks the line after so many bytes of what comes next, and only once. */
    public synchronized void hangUpAfter(int bytes) {
        hangUpAfter = bytes;
    }

    /** Prints what comes and breaks the line instead of saying so. */
    public synchronized void losesAnswers(boolean loses) {
        losesAnswers = loses;
    }

    private void open() {
        while (!door.isClosed()) {
            try (Socket line = door.accept()) {
                lines.add(line);
                talk(line);
            } catch (IOException gone) {
                // Whoever printed hung up, or we did.
            }
        }
    }

    /** As a real one, with one line at a time. */
    private void talk(Socket line) throws IOException {
        InputStream in = line.getInputStream();
        synchronized (this) {
            answers = line.getOutputStream();
        }
        int taken = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == DLE) {
                question(in);
                continue;
            }
            synchronized (this) {
                buffer.add(next);
                print();
                if (++taken >= hangUpAfter) {
                    hangUpAfter = Integer.MAX_VALUE;
                    return;
                }
            }
        }
    }

    private void question(InputStream in) throws IOException {
        int kind = in.read();
        int number = in.read();
        synchronized (this) {
            if (kind == EOT && !mute) {
                answers.write(state(number));
                answers.flush();
            }
        }
    }

    /** The bits that are always set, and what is wrong. */
    private int state(int number) {
        boolean out = linesOfPaper <= 0;
        return 0x12
                | switch (number) {
                    case 1 -> out || coverOpen ? 0x08 : 0;
                    case 2 -> (coverOpen ? 0x04 : 0) | (out ? 0x20 : 0);
                    case 4 -> out ? 0x60 : 0;
                    default -> 0;
                };
    }

    private void print() {
        while (!buffer.isEmpty() && linesOfPaper > 0 && !coverOpen) {
            if (decoder.take(buffer.remove())) {
                linesOfPaper--;
            }
        }
    }

    private void cut(List<PaperLine> slip) {
        slips.add(slip);
        told.accept(slip);
    }

    private void answerDone() {
        try {
            if (losesAnswers) {
                answers.close();
            } else if (!mute) {
                answers.write(0);
                answers.flush();
            }
        } catch (IOException gone) {
            // Nobody waits for it any longer.
        }
    }

    /** Switched off. */
    @Override
    public void close() {
        try {
            door.close();
            for (Socket line : lines) {
                line.close();
            }
        } catch (IOException closing) {
            throw new UncheckedIOException(closing);
        }
    }
}

package dev.sotto.shipped;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A folder of files that ship with the code, each read whole, once. To send one to a browser as it is read out of its jar
 * is not safe: a browser that goes away closes the stream under the thread that reads it, and the jar then gives what
 * unpacks it to two readers at once.
 */
public final class ShippedFiles {

    private final Class<?> owner;
    private final String folder;
    private final Map<String, byte[]> read = new ConcurrentHashMap<>();

    /**
     * @param owner the class beside which the folder lies; with a leading slash in the folder's name, whose class path it
     *     lies on
     * @param folder ends with a slash; empty for the owner's own
     */
    public ShippedFiles(Class<?> owner, String folder) {
        this.owner = owner;
        this.folder = folder;
    }

    /** The content of a file that is there for certain. */
    public byte[] require(String name) {
        byte[] content = find(name);
        if (content == null) {
            throw new IllegalStateException("the file " + folder + name + " does not ship with " + owner.getName());
        }
        return content;
    }

    /**
     * Null when there is no such file.
     *
     * @param name whoever takes it from a stranger lets through nothing but names
     */
    public byte @Nullable [] find(String name) {
        return read.computeIfAbsent(name, this::readNow);
    }

    private byte @Nullable [] readNow(String name) {
        try (InputStream content = owner.getResourceAsStream(folder + name)) {
            return content == null ? null : content.readAllBytes();
        } catch (IOException damaged) {
            throw new UncheckedIOException("the file " + folder + name + " cannot be read", damaged);
        }
    }
}

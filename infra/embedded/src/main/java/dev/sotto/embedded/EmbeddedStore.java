package dev.sotto.embedded;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** An object store that speaks S3 in this JVM and keeps its objects as files of a directory. */
public final class EmbeddedStore implements AutoCloseable {

    private final S3Proxy server;

    private EmbeddedStore(S3Proxy server) {
        this.server = server;
    }

    /**
     * Starts the store and returns when it serves.
     *
     * @param directory where its objects lie or shall lie, a folder a bucket
     * @param port where clients connect, on the loopback address
     * @param accessKey the key clients must sign with
     * @param secretKey its secret
     * @throws EmbeddedServerFailed with a plain sentence when it cannot start
     */
    public static EmbeddedStore start(Path directory, int port, String accessKey, String secretKey) {
        Ports.requireFree("the object store", port);
        try {
            Files.createDirectories(directory);
            S3Proxy server = S3Proxy.builder()
                    .blobStore(new FilesystemNio2BlobStore(directory.toString()))
                    .endpoint(URI.create("http://127.0.0.1:" + port))
                    .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, accessKey, secretKey)
                    // Newer clients send checksum headers that the proxy does not know.
                    .ignoreUnknownHeaders(true)
                    .jettyMaxThreads(16)
                    .build();
            server.start();
            return new EmbeddedStore(server);
        } catch (Exception failed) {
            throw new EmbeddedServerFailed("The object store cannot start on " + directory, failed);
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception stuck) {
            throw new EmbeddedServerFailed("The object store did not stop cleanly", stuck);
        }
    }

    /** A store on a free port in a new directory, for tests. */
    public static EmbeddedStore temporary(String accessKey, String secretKey) {
        return start(Scratch.directory("sotto-store"), Ports.free(), accessKey, secretKey);
    }
}

package dev.sotto.orders.access;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * A file of our pages as a browser gets it: asked for each time, so that a new version is seen at once, and sent only to who
 * has not got it already.
 */
public final class PageFile {

    /** Of a digest this much tells one version of a file from all others. */
    private static final int DIGEST_BYTES = 12;

    private PageFile() {}

    /** @param answer a 200 with what belongs to the file besides */
    public static Mono<ServerResponse> of(
            ServerRequest request, ServerResponse.BodyBuilder answer, MediaType type, byte[] content) {
        String version = "\"" + HexFormat.of().formatHex(digest(content), 0, DIGEST_BYTES) + "\"";
        return request.checkNotModified(version)
                .switchIfEmpty(Mono.defer(() -> answer.contentType(type)
                        .cacheControl(CacheControl.noCache())
                        .eTag(version)
                        .bodyValue(content)));
    }

    private static byte[] digest(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

package dev.sotto.orders.evidence;

import dev.sotto.orders.store.Postgres;
import dev.sotto.orders.store.Reach;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * A guest is promised a link while nobody looks, so making one hangs on no setting: the first start drew a key into the
 * database, and every node reads it there. Whoever could read it there has the pictures anyway.
 */
public final class EvidenceKey {

    private static final Logger LOG = LoggerFactory.getLogger(EvidenceKey.class);
    private static final String READ = "select key from evidence_keys";

    private final Mono<EvidenceLinks> links;

    public EvidenceKey(Postgres postgres, EvidenceSettings settings) {
        if (settings.address() == null) {
            LOG.warn("orders.evidence.address is not set: programs that send guests their links are told paths only,"
                    + " and must know themselves where telephones reach this service.");
        }
        Mono<byte[]> key = postgres.reading(
                        Reach.everyone(),
                        postgres.client()
                                .sql(READ)
                                .map(row -> bytes(Objects.requireNonNull(row.get("key", ByteBuffer.class))))
                                .all())
                .next()
                .switchIfEmpty(Mono.error(() ->
                        new IllegalStateException("evidence_keys is empty: nobody's link can be told or known.")));
        this.links = key.map(drawn -> new EvidenceLinks(drawn, settings)).cacheInvalidateIf(known -> false);
    }

    /** What makes links; asked for again where the database was away. */
    public Mono<EvidenceLinks> links() {
        return links;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}

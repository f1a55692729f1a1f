package dev.sotto.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One Kafka node, broker and controller, in this JVM: the production classes on a directory that survives clean stops
 * and kills alike.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private static final int NODE_ID = 1;

    private final KafkaRaftServer server;
    private final Path directory;
    private final int port;
    private final int controllerPort;

    private EmbeddedKafka(KafkaRaftServer server, Path directory, int port, int controllerPort) {
        this.server = server;
        this.directory = directory;
        this.port = port;
        this.controllerPort = controllerPort;
    }

    /**
     * Starts the node and returns when it serves.
     *
     * @param directory where its data lies or shall lie
     * @param port where clients connect, on the loopback address
     * @param controllerPort where the controller listens, on the loopback address
     * @throws EmbeddedServerFailed with a plain sentence when it cannot start
     */
    public static EmbeddedKafka start(Path directory, int port, int controllerPort) {
        Ports.requireFree("Kafka", port);
        Ports.requireFree("Kafka's controller", controllerPort);
        KafkaRaftServer server = open(directory, port, controllerPort);
        try {
            server.startup();
        } catch (RuntimeException failed) {
            // A start that failed half-way leaves threads that would keep the JVM alive.
            server.shutdown();
            throw new EmbeddedServerFailed("Kafka cannot start on " + directory, failed);
        }
        return Scratch.running(new EmbeddedKafka(server, directory, port, controllerPort), directory);
    }

    private static KafkaRaftServer open(Path directory, int port, int controllerPort) {
        try {
            format(directory);
            return new KafkaRaftServer(new KafkaConfig(properties(directory, port, controllerPort)), Time.SYSTEM);
        } catch (Exception damaged) {
            throw new EmbeddedServerFailed("Kafka cannot use the directory " + directory, damaged);
        }
    }

    private static void format(Path directory) throws Exception {
        if (Files.exists(directory.resolve("meta.properties"))) {
            return;
        }
        Files.createDirectories(directory);
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(NODE_ID)
                .setClusterId(Uuid.randomUuid().toString())
                .setDirectories(List.of(directory.toString()))
                .setMetadataLogDirectory(directory.toString())
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setControllerListenerName("CONTROLLER")
                .setUnstableFeatureVersionsEnabled(false)
                .setIgnoreFormatted(true)
                .run();
    }

    private static Properties properties(Path directory, int port, int controllerPort) {
        Properties properties = new Properties();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", String.valueOf(NODE_ID));
        properties.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        properties.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("log.dirs", directory.toString());
        properties.put("auto.create.topics.enable", "false");
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "4");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("transaction.state.log.num.partitions", "2");
        // A lone worker need not wait for company before its group begins.
        properties.put("group.initial.rebalance.delay.ms", "0");
        // After a kill the broker waits for its own old session to expire: with the defaults 12 s.
        properties.put("broker.session.timeout.ms", "3000");
        properties.put("broker.heartbeat.interval.ms", "500");
        // As large as the system lets them grow: a window that closes costs 200 ms.
        properties.put("socket.receive.buffer.bytes", "-1");
        properties.put("socket.send.buffer.bytes", "-1");
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "4");
        properties.put("log.cleaner.dedupe.buffer.size", String.valueOf(8 * 1024 * 1024));
        properties.put("log.segment.bytes", String.valueOf(128 * 1024 * 1024));
        return properties;
    }

    /** Where clients connect. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        Scratch.stopped(this);
        server.shutdown();
        server.awaitShutdown();
    }

    /** The same broker after it was closed: on its directory and its ports, with all it held. */
    public EmbeddedKafka startedAgain() {
        return start(directory, port, controllerPort);
    }

    /** A broker on free ports in a new directory, for tests. */
    public static EmbeddedKafka temporary() {
        return start(Scratch.directory("sotto-kafka"), Ports.free(), Ports.free());
    }
}

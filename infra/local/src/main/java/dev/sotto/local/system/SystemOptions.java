package dev.sotto.local.system;

import dev.sotto.embedded.Ports;
import dev.sotto.gateway.sdp.OurHost;
import dev.sotto.local.terminal.Failure;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the local system keeps its data and listens; two systems run side by side on two directories and port ranges. */
public final class SystemOptions {

    /** The environment variable that {@code --data} overrides. */
    static final String DATA_VARIABLE = "SOTTO_DATA";

    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::");

    /** An address of the world, that nobody has (RFC 5737). */
    private static final InetAddress SOMEWHERE = InetAddress.ofLiteral("192.0.2.1");

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:SOTTO_DATA:-data}",
            description = "Directory of everything that must survive (default: $SOTTO_DATA, else ./data).")
    public Path data = Path.of("data");

    @Option(
            names = "--sip-port",
            paramLabel = "PORT",
            defaultValue = "5060",
            description = "SIP over UDP (default: ${DEFAULT-VALUE}).")
    int sipPort = 5060;

    @Option(
            names = "--rtp-ports",
            paramLabel = "FIRST-LAST",
            defaultValue = "16384-16883",
            description = "UDP ports for the callers' audio (default: ${DEFAULT-VALUE}).")
    String rtpPorts = "16384-16883";

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description =
                    "Address for SIP, audio and pages; 0.0.0.0 lets real phones reach it, :: over IPv6 too (default: ${DEFAULT-VALUE}).")
    String bind = "127.0.0.1";

    @Option(
            names = "--gateway-port",
            paramLabel = "PORT",
            defaultValue = "8081",
            description = "Earpieces and the gateway's health (default: ${DEFAULT-VALUE}).")
    int gatewayPort = 8081;

    @Option(
            names = "--pipeline-port",
            paramLabel = "PORT",
            defaultValue = "8082",
            description = "The audio pipeline's health (default: ${DEFAULT-VALUE}).")
    int pipelinePort = 8082;

    @Option(
            names = "--orders-port",
            paramLabel = "PORT",
            defaultValue = "8083",
            description = "Kitchen pages and the orders API (default: ${DEFAULT-VALUE}).")
    int ordersPort = 8083;

    @Option(
            names = "--analytics-port",
            paramLabel = "PORT",
            defaultValue = "8084",
            description = "SQL (default: ${DEFAULT-VALUE}).")
    int analyticsPort = 8084;

    @Option(
            names = "--history-port",
            paramLabel = "PORT",
            defaultValue = "5434",
            description = "SQL for psql, JDBC and what is built on it (default: ${DEFAULT-VALUE}).")
    int historyPort = 5434;

    @Option(
            names = "--registry-port",
            paramLabel = "PORT",
            defaultValue = "8085",
            description = "Schema registry (default: ${DEFAULT-VALUE}).")
    int registryPort = 8085;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "9092",
            description = "Kafka (default: ${DEFAULT-VALUE}; its controller takes the next one).")
    int kafkaPort = 9092;

    @Option(
            names = "--postgres-port",
            paramLabel = "PORT",
            defaultValue = "5433",
            description = "PostgreSQL (default: ${DEFAULT-VALUE}).")
    int postgresPort = 5433;

    @Option(
            names = "--store-port",
            paramLabel = "PORT",
            defaultValue = "9000",
            description = "Object store, S3 (default: ${DEFAULT-VALUE}).")
    int storePort = 9000;

    @Option(
            names = "--restaurants",
            paramLabel = "DIR",
            description = "Directory of restaurant files (default: the two demonstration restaurants).")
    @Nullable
    public Path restaurants;

    /** A system beside one on the usual ports: on this directory, on free ports, its sound on a range of its own. */
    public static SystemOptions aside(Path data) {
        SystemOptions options = new SystemOptions();
        options.data = data;
        options.sipPort = Ports.free();
        options.rtpPorts = "24000-24499";
        options.gatewayPort = Ports.free();
        options.pipelinePort = Ports.free();
        options.ordersPort = Ports.free();
        options.analyticsPort = Ports.free();
        options.historyPort = Ports.free();
        options.registryPort = Ports.free();
        options.kafkaPort = Ports.free();
        options.postgresPort = Ports.free();
        options.storePort = Ports.free();
        return options;
    }

    /** The directory given, or the demonstration's in the folder Sotto was started from. */
    public Path restaurantDirectory() {
        return restaurants != null
                ? restaurants
                : Path.of(System.getProperty("sotto.home", "."), "infra", "restaurants");
    }

    int firstRtpPort() {
        return rtpPort(0);
    }

    int lastRtpPort() {
        return rtpPort(1);
    }

    private int rtpPort(int end) {
        if (!rtpPorts.matches("\\d{1,5}-\\d{1,5}")) {
            throw new Failure("--rtp-ports must look like 16384-16883, not " + rtpPorts + ".");
        }
        return Integer.parseInt(rtpPorts.split("-", 2)[end]);
    }

    /** Whether other machines find this one by more addresses than one. */
    public boolean isEverywhere() {
        return EVERYWHERE.contains(bind);
    }

    /** Where other machines find this one; itself when it has no other address. */
    public String nearbyAddress() {
        if (!isEverywhere()) {
            return bind;
        }
        String outwards = OurHost.onTheWay().facing(SOMEWHERE);
        return outwards.startsWith("127.") ? firstOfOurs().orElse(outwards) : outwards;
    }

    /** Its name is no help: Debian gives that to 127.0.1.1. */
    private static Optional<String> firstOfOurs() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(Inet4Address.class::isInstance)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .map(InetAddress::getHostAddress)
                    .findFirst();
        } catch (SocketException untold) {
            return Optional.empty();
        }
    }
}

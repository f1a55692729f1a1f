package dev.sotto.analytics.lake;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the history lies.
 *
 * @param warehouse bucket and folder of the tables, {@code s3://bucket/folder}
 * @param archive bucket and folder of what is old; absent for a folder beside the warehouse
 * @param endpoint the object store's address; absent for AWS itself
 * @param region the store's region; stores of one's own accept any
 * @param accessKey the store's access key; absent to use the process's AWS credentials
 * @param secretKey the store's secret key
 * @param catalogUrl JDBC address of the PostgreSQL database that says which version of a table is current
 */
public record LakeSettings(
        @DefaultValue("s3://sotto/warehouse") String warehouse,
        @Nullable String archive,
        @Nullable URI endpoint,
        @DefaultValue("us-east-1") String region,
        @Nullable String accessKey,
        @Nullable String secretKey,

        @DefaultValue("jdbc:postgresql://localhost:5432/sotto")
        String catalogUrl,

        @DefaultValue("postgres") String catalogUser,
        @DefaultValue("") String catalogPassword) {

    public LakeSettings {
        requirePlace("analytics.lake.warehouse", warehouse);
        archive = archive == null ? beside(warehouse) : archive;
        requirePlace("analytics.lake.archive", archive);
        if (endpoint != null && endpoint.getHost() == null) {
            throw new IllegalArgumentException(
                    "analytics.lake.endpoint must be a URL such as http://localhost:9000, not \"" + endpoint + "\".");
        }
        if ((accessKey == null) != (secretKey == null)) {
            throw new IllegalArgumentException(
                    "analytics.lake.access-key and analytics.lake.secret-key go together: give both or neither.");
        }
        if (!catalogUrl.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    "analytics.lake.catalog-url must be a jdbc:postgresql: address, not \"" + catalogUrl + "\".");
        }
    }

    private static void requirePlace(String setting, String place) {
        if (!place.matches("s3://[a-z0-9][a-z0-9.-]+(/.*)?")) {
            throw new IllegalArgumentException(setting + " must look like s3://bucket/folder, not \"" + place + "\".");
        }
    }

    private static String beside(String warehouse) {
        return URI.create(warehouse).getPath().length() > 1 ? warehouse + "-archive" : warehouse + "/archive";
    }

    /** Where what is old lies; never absent. */
    @Override
    public String archive() {
        return Objects.requireNonNull(archive);
    }

    String bucket() {
        return URI.create(warehouse).getHost();
    }

    @Override
    public String toString() {
        return "warehouse " + warehouse + " at " + (endpoint == null ? "AWS" : endpoint) + ", catalog " + catalogUrl;
    }
}

package dev.sotto.analytics.lake;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Opens the object store in the one way that AWS and the stores people run themselves both understand. */
final class ObjectStore {

    /** A store that has not answered by now is away; the batch is tried again from the log. */
    private static final Duration ATTEMPT_AT_MOST = Duration.ofSeconds(15);

    private ObjectStore() {}

    static S3Client open(LakeSettings settings) {
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(settings.region()))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(3))
                        .socketTimeout(ATTEMPT_AT_MOST))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        URI endpoint = settings.endpoint();
        if (endpoint != null) {
            builder.endpointOverride(endpoint).forcePathStyle(true);
        }
        String accessKey = settings.accessKey();
        String secretKey = settings.secretKey();
        if (accessKey != null && secretKey != null) {
            builder.credentialsProvider(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)));
        }
        return builder.build();
    }

    /** Iceberg tries a store that is away for minutes before it says so; this says so within seconds. */
    static void requireAnswer(S3Client store, String bucket) {
        try {
            store.headBucket(request -> request.bucket(bucket));
        } catch (S3Exception answered) {
            if (answered.statusCode() >= 500) {
                throw answered;
            }
        } catch (SdkClientException silent) {
            throw new IllegalStateException("the object store does not answer: " + silent.getMessage());
        }
    }

    static void createBucketIfMissing(S3Client store, String bucket) {
        try {
            store.headBucket(request -> request.bucket(bucket));
        } catch (NoSuchBucketException missing) {
            create(store, bucket);
        }
    }

    private static void create(S3Client store, String bucket) {
        try {
            store.createBucket(request -> request.bucket(bucket));
        } catch (BucketAlreadyOwnedByYouException | BucketAlreadyExistsException another) {
            // Another start was first.
        }
    }
}

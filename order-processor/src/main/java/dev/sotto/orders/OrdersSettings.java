package dev.sotto.orders;

import dev.sotto.log.LogSettings;
import dev.sotto.orders.access.PaceSettings;
import dev.sotto.orders.evidence.EvidenceSettings;
import dev.sotto.orders.identity.AccessToken;
import dev.sotto.orders.identity.IdentitySettings;
import dev.sotto.orders.pairing.PairingSettings;
import dev.sotto.orders.printer.line.PrinterSettings;
import dev.sotto.orders.store.PostgresSettings;
import dev.sotto.orders.store.ReplicaSettings;
import dev.sotto.orders.webhook.WebhookSettings;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Everything that can be set about the order processor.
 *
 * @param kafka where the log is
 * @param postgres where the orders are kept
 * @param replica from where pages and lists may be read
 * @param batchSize events written in one transaction at most; 500 is where a batch stops getting cheaper
 * @param batchWait how long an event waits for company; short, because a cook is waiting
 * @param tokens who is let in by a token that stands here
 * @param identity whose signed tokens are believed beside them
 * @param pace how often one client may come
 * @param webhooks how other programs are told of orders
 * @param evidence how guests send pictures of what was wrong
 * @param printers which printers may be reached
 * @param pairing how screens and earpieces come to tokens of their own
 */
@ConfigurationProperties("orders")
public record OrdersSettings(
        @DefaultValue LogSettings kafka,
        @DefaultValue PostgresSettings postgres,
        @DefaultValue ReplicaSettings replica,
        @DefaultValue("500") int batchSize,
        @DefaultValue("10ms") Duration batchWait,
        @DefaultValue List<AccessToken> tokens,
        @DefaultValue IdentitySettings identity,
        @DefaultValue PaceSettings pace,
        @DefaultValue WebhookSettings webhooks,
        @DefaultValue EvidenceSettings evidence,
        @DefaultValue PrinterSettings printers,
        @DefaultValue PairingSettings pairing) {

    public OrdersSettings {
        tokens = List.copyOf(tokens);
        if (batchSize < 1 || batchSize > 5000) {
            throw new IllegalArgumentException("orders.batch-size must be between 1 and 5000, not " + batchSize + ".");
        }
        if (batchWait.isNegative() || batchWait.compareTo(Duration.ofSeconds(1)) > 0) {
            throw new IllegalArgumentException(
                    "orders.batch-wait must be between 0 and 1 s, not " + batchWait.toMillis() + " ms.");
        }
        Set<String> seen = new HashSet<>();
        for (AccessToken token : tokens) {
            if (!seen.add(token.token())) {
                throw new IllegalArgumentException(
                        "orders.tokens: restaurant " + token.restaurantId() + " shares a token with another entry.");
            }
        }
    }
}

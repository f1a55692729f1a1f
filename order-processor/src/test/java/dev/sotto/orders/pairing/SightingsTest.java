package dev.sotto.orders.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orders.access.Visitor;
import dev.sotto.orders.identity.Bearer;
import dev.sotto.orders.identity.Role;
import dev.sotto.orders.store.FreshDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SightingsTest {

    @RegisterExtension
    final FreshDatabase database = new FreshDatabase();

    @Test
    void aDeviceIsWrittenDownAsSeenAndNobodyElseIs() {
        database.run(
                "set role sotto_intake; insert into devices (restaurant_id, device_id, kind, first_seen_at, last_seen_at)"
                        + " select r, 'd1', 'kitchen', '2026-01-01Z', '2026-01-01Z' from unnest(array['r1', 'r2']) as i (r)");
        Clock noon = Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
        Sightings sightings = new Sightings(database.postgres(), "devices", noon);

        sightings.saw(visitor("devices", "r1"));
        sightings.saw(visitor("somebody else", "r2"));
        sightings.write().block(Duration.ofSeconds(20));

        assertThat(database.column("select restaurant_id || extract(month from last_seen_at at time zone 'UTC')"
                        + " from devices order by 1"))
                .containsExactly("r16", "r21");
    }

    private static Visitor visitor(String issuer, String restaurant) {
        return new Visitor(
                restaurant, new Bearer(issuer, "d1", "", Set.of(restaurant), Set.of(Role.KITCHEN), Instant.MAX));
    }
}

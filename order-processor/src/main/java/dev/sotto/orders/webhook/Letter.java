package dev.sotto.orders.webhook;

import java.net.URI;

/**
 * One event on its way to one receiver.
 *
 * @param tries how often it was sent, this time included
 * @param body what is told, as JSON
 */
record Letter(String restaurantId, String webhookId, String eventId, String secret, URI url, int tries, String body) {

    @Override
    public String toString() {
        return "Letter[" + restaurantId + ", " + webhookId + ", " + eventId + ", try " + tries + "]";
    }
}

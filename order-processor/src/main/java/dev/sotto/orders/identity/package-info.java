/** Who somebody is: tokens of any OpenID Connect provider, tokens from the settings, and what was revoked. */
@NullMarked
package dev.sotto.orders.identity;

import org.jspecify.annotations.NullMarked;

/** Being reachable: the restaurants' SIP accounts, kept registered by whichever node owns the restaurant. */
@NullMarked
package dev.sotto.gateway.registration;

import org.jspecify.annotations.NullMarked;

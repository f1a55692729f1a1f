/** Who may come in: tokens verified without asking anybody, and revoked within seconds. */
@NullMarked
package dev.sotto.gateway.tokens;

import org.jspecify.annotations.NullMarked;

/** How fast tokens are verified; in their package, to leave out what only the network adds. */
@NullMarked
package dev.sotto.gateway.tokens;

import org.jspecify.annotations.NullMarked;

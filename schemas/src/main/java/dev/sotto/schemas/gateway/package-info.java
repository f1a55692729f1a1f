/** How the nodes are that callers reach. */
@NullMarked
package dev.sotto.schemas.gateway;

import org.jspecify.annotations.NullMarked;

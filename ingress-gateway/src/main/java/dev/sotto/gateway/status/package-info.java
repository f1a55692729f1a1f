/** What this node tells of itself to whoever runs it. */
@NullMarked
package dev.sotto.gateway.status;

import org.jspecify.annotations.NullMarked;

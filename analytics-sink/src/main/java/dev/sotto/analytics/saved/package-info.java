/** Questions that are kept under a name. */
@NullMarked
package dev.sotto.analytics.saved;

import org.jspecify.annotations.NullMarked;

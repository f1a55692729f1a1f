/** SQL over the history: who may ask, what may be asked, and the engine that answers. */
@NullMarked
package dev.sotto.analytics.query;

import org.jspecify.annotations.NullMarked;

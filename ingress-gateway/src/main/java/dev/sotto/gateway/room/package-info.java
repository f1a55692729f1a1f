/** Whether there is room for one more caller, here and in the pipeline. */
@NullMarked
package dev.sotto.gateway.room;

import org.jspecify.annotations.NullMarked;

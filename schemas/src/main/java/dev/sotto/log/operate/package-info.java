/** What operators do with the log: look at it, copy a passage of it, work through what was put aside. */
@NullMarked
package dev.sotto.log.operate;

import org.jspecify.annotations.NullMarked;

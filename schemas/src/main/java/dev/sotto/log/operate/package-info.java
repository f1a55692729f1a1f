/** What operators do with the log: look at it, work through what was put aside, and have all of it written down. */
@NullMarked
package dev.sotto.log.operate;

import org.jspecify.annotations.NullMarked;

/** What operators do to the log: look, copy, take calls through the stages again, put letters back, rebuild. */
@NullMarked
package dev.sotto.local.operate;

import org.jspecify.annotations.NullMarked;

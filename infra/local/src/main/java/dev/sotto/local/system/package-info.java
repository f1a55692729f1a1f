/** The whole system on this machine: its parts, where they listen, and where its data lies. */
@NullMarked
package dev.sotto.local.system;

import org.jspecify.annotations.NullMarked;

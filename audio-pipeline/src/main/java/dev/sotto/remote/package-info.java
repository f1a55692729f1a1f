/** What everything learns that asks a service elsewhere: when to ask again, and when not to ask at all. */
@NullMarked
package dev.sotto.remote;

import org.jspecify.annotations.NullMarked;

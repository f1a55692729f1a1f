/** Pages are tested in a browser as people have it: its windows, what is done in them, and what axe says of them. */
@NullMarked
package dev.sotto.browser;

import org.jspecify.annotations.NullMarked;

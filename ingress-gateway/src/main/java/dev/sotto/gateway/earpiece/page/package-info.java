/** The earpiece in a browser tab, served by the gateway it speaks to. */
@NullMarked
package dev.sotto.gateway.earpiece.page;

import org.jspecify.annotations.NullMarked;

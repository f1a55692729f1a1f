/** Files that ship with the code: pages, their scripts and styles, documents. */
@NullMarked
package dev.sotto.shipped;

import org.jspecify.annotations.NullMarked;

/** What every service does alike with a request and its answer. */
@NullMarked
package dev.sotto.web;

import org.jspecify.annotations.NullMarked;

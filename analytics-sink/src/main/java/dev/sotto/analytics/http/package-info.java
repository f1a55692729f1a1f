/** Questions over HTTP: at once, or asked now and read later; and the analyst's page. */
@NullMarked
package dev.sotto.analytics.http;

import org.jspecify.annotations.NullMarked;

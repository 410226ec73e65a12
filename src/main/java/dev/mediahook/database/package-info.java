/**
 * Writers that share commits, several readers, and schema migrations. Every package that stores something uses it.
 * Internal.
 */
@NullMarked
package dev.mediahook.database;

import org.jspecify.annotations.NullMarked;

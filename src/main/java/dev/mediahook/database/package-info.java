/**
 * One writer that shares its commits, several readers, versions of the schema. Under whatever keeps something.
 * Internal.
 */
@NullMarked
package dev.mediahook.database;

import org.jspecify.annotations.NullMarked;

package dev.mediahook.view;

/** Writes views as JSON: fields in the order of the record, unknown values as null, times as ISO 8601. */
@FunctionalInterface
public interface JsonText {

    String of(Object view);
}

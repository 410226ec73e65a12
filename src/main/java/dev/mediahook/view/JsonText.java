package dev.mediahook.view;

/** Writes views as JSON: the fields in the order of the record, what is not known as null, times as ISO 8601. */
@FunctionalInterface
public interface JsonText {

    String of(Object view);
}

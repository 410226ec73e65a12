package dev.mediahook.database;

/** Takes writes that have to wait because another transaction holds a row. */
interface PostponedWrites {

    /** Another program is writing the same row at this moment. */
    void contended(Task<?, ?> task);

    /** Another program holds a row that this write needs. Returns false if it has held the row for too long. */
    boolean locked(Task<?, ?> task);
}

package dev.mediahook.receive.vertx;

/** What a connection is waiting for. */
enum Stage {
    /** The first read from it. */
    READING,
    /** Its client's first request. */
    FIRST_HEAD,
    /** The rest of a request. */
    BODY,
    /** Its client's next request. */
    NEXT_HEAD,
    /** Our answer. */
    ANSWER
}

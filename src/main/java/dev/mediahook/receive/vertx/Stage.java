package dev.mediahook.receive.vertx;

/** What a connection waits for. */
enum Stage {
    /** The first read from it. */
    READING,
    /** Its client's first request. */
    FIRST_HEAD,
    /** The rest of a request. */
    BODY,
    /** Its client's next request. */
    NEXT_HEAD,
    /** Us. */
    ANSWER
}

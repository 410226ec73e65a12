package dev.mediahook.verify;

/** What made a delivery believable, and so how far its body can be believed. */
public enum Proof {
    /** A signature covers the body: what it says is the sender's word, and needs no confirmation. */
    BODY_SIGNED,
    /** A signature covers an id or a time, but not the body: the sender called, but its body can be anybody's. */
    REQUEST_SIGNED,
    /** A secret of ours came back, in the path, in the query or in a header. Whoever has seen it can have made the body. */
    SECRET_SHOWN
}

package dev.mediahook.store.probe;

/** An MPEG-2 transport stream (ISO/IEC 13818-1, 2.4.3): packets of fixed length that each begin with the same byte. */
final class TransportStream {

    private static final byte SYNC = 0x47;
    private static final int PACKET = 188;
    /** Cameras and discs put a time of four bytes before each packet. */
    private static final int TIMED_PACKET = 192;

    private static final int FEWEST = 3;
    private static final int ENOUGH = 20;

    private TransportStream() {}

    static boolean isOne(byte[] head) {
        return inStep(head, 0, PACKET) || inStep(head, TIMED_PACKET - PACKET, TIMED_PACKET);
    }

    private static boolean inStep(byte[] head, int first, int length) {
        int packets = 0;
        for (int at = first; at < head.length && packets < ENOUGH; at += length) {
            if (head[at] != SYNC) {
                return false;
            }
            packets++;
        }
        return packets >= FEWEST;
    }
}

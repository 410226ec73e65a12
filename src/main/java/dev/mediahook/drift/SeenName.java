package dev.mediahook.drift;

/**
 * A name that a sender has used.
 *
 * @param name a status word, a header in lower case, a field's path with dots, or a host
 */
record SeenName(String sender, Kind kind, String name) {

    enum Kind {
        STATUS("status"),
        HEADER("header"),
        FIELD("field"),
        HOST("host"),
        /** Counts the sender's deliveries; its name is empty. */
        DELIVERY("delivery");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        static Kind ofWord(String word) {
            for (Kind kind : values()) {
                if (kind.word.equals(word)) {
                    return kind;
                }
            }
            return FIELD;
        }
    }
}

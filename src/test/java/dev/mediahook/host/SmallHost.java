package dev.mediahook.host;

import java.nio.file.Path;
import java.util.Map;

/** A host's process: takes a delivery, and says whether it was taken. */
final class SmallHost {

    private SmallHost() {}

    /**
     * @param arguments a folder, and the names of classes that must not be there
     */
    public static void main(String[] arguments) throws Exception {
        for (int i = 1; i < arguments.length; i++) {
            if (SmallHost.class.getClassLoader().getResource(arguments[i].replace('.', '/') + ".class") != null) {
                throw new IllegalStateException(arguments[i] + " is on the class path");
            }
        }
        try (PlainHost host = new PlainHost(
                Path.of(arguments[0]), Map.of("mediahook.bfl.webhook-secret", PlainHost.SECRET), installation -> {})) {
            System.out.println(host.deliverBfl(PlainHost.SECRET, "{\"id\":\"j-1\",\"status\":\"Pending\"}")
                    .body());
        }
        System.exit(0);
    }
}

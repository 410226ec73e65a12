package dev.mediahook.host;

import java.nio.file.Path;
import java.util.Map;

/** A host in a process of its own. It takes a delivery and prints the answer. */
final class SmallHost {

    private SmallHost() {}

    /**
     * @param arguments a folder, and the names of classes that must not be on the class path
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

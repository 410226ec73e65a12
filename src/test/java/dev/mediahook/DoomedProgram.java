package dev.mediahook;

import dev.mediahook.program.Gateway;
import java.util.Map;

/** The program, with a thread that meets a failure of the JVM as soon as standard input brings a line. */
final class DoomedProgram {

    private DoomedProgram() {}

    /**
     * @param arguments names and values of properties, in turn
     */
    public static void main(String[] arguments) throws Exception {
        Map<String, String> properties = new java.util.HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            properties.put(arguments[i], arguments[i + 1]);
        }
        Gateway gateway = new Gateway(properties);
        gateway.main().start();
        Mediahook mediahook = gateway.main().getCamelContext().getRegistry().findSingleByType(Mediahook.class);
        if (System.in.read() >= 0) {
            mediahook
                    .loops()
                    .loop("mediahook-doomed", () -> true, () -> {
                        throw new InternalError("of the JVM");
                    })
                    .start();
        }
        gateway.main().run();
    }
}

package dev.mediahook.program;

import dev.mediahook.config.SettingsFault;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;

/**
 * Checks the program's two ports before anything else is opened, so that a taken port ends the start with a single
 * line. With port 0 the system would choose one, which no sender could know.
 */
final class Ports {

    /** Is in a fault if the port is one, but can't be listened on. */
    static final String TAKEN = ": can't listen on ";

    private Ports() {}

    /**
     * @throws SettingsFault naming each port that can't be listened on
     */
    static void check(CamelContext context) {
        List<String> faults = new ArrayList<>();
        String port = value(context, "camel.server.port", "8080");
        String managementPort = value(context, "camel.management.port", "8080");
        check("camel.server.port", port, value(context, "camel.server.host", "0.0.0.0"), faults);
        if (!managementPort.equals(port)) {
            check("camel.management.port", managementPort, value(context, "camel.management.host", "0.0.0.0"), faults);
        }
        if (!faults.isEmpty()) {
            throw new SettingsFault(faults);
        }
    }

    private static void check(String property, String port, String host, List<String> faults) {
        try (ServerSocket socket = new ServerSocket()) {
            InetSocketAddress address = new InetSocketAddress(host, Integer.parseInt(port));
            if (address.getPort() == 0) {
                throw new IllegalArgumentException();
            }
            socket.setReuseAddress(true);
            socket.bind(address);
        } catch (IOException taken) {
            faults.add(property + "=" + port + TAKEN + host + " (" + taken.getMessage() + ")" + advice(port, taken));
        } catch (IllegalArgumentException noPort) {
            faults.add(property + ": \"" + port + "\" is not a port from 1 to 65535");
        }
    }

    private static String advice(String port, IOException taken) {
        return Integer.parseInt(port) < 1024
                        && taken instanceof BindException
                        && String.valueOf(taken.getMessage()).contains("Permission")
                ? ": take a port above 1023, or give the program the right to open a lower one"
                : "";
    }

    private static String value(CamelContext context, String property, String otherwise) {
        return context.resolvePropertyPlaceholders("{{" + property + ":" + otherwise + "}}");
    }
}

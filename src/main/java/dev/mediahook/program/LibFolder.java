package dev.mediahook.program;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.Arrays;
import java.util.jar.JarFile;

/**
 * Puts the jars of the folder {@code lib} beside the program's jar on its class path: components, drivers, a team's own
 * routes and beans. The jar's manifest names this class as {@code Launcher-Agent-Class}, so it runs before {@link Main}.
 */
public final class LibFolder {

    private LibFolder() {}

    /** Called by the Java launcher. */
    public static void agentmain(String arguments, Instrumentation launcher) throws IOException {
        for (String jar : jars(new File(System.getProperty("java.class.path")))) {
            try (JarFile file = new JarFile(jar)) {
                launcher.appendToSystemClassLoaderSearch(file);
            }
        }
    }

    /** Sorted by name, so that the order does not depend on the file system. */
    private static String[] jars(File program) {
        File folder = new File(program.getAbsoluteFile().getParentFile(), "lib");
        File[] jars = folder.listFiles((parent, name) -> name.endsWith(".jar"));
        return jars == null
                ? new String[0]
                : Arrays.stream(jars).map(File::getPath).sorted().toArray(String[]::new);
    }
}

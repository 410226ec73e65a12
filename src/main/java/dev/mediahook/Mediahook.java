package dev.mediahook;

import java.util.Map;

/** The stand-alone program: {@code java -jar mediahook.jar}. */
public final class Mediahook {

    private Mediahook() {}

    public static void main(String[] args) throws Exception {
        System.exit(new Gateway(Map.of()).main().run(args));
    }
}

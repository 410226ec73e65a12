package dev.mediahook.console;

import dev.mediahook.TestGateway;
import java.util.List;

/** Texts that a sender may write into any field. They give away a page that takes them for markup. */
final class HostileTexts {

    /** Each text would set window.hit if it became markup, an address or a script. */
    static final List<String> ALL = List.of(
            "<script>window.hit=1</script>",
            "<img src=x onerror=window.hit=1>",
            "\"><svg onload=window.hit=1>",
            "' onmouseover='window.hit=1",
            "javascript:window.hit=1",
            "<iframe srcdoc='<script>parent.hit=1</script>'>",
            "{{constructor.constructor('window.hit=1')()}}",
            "</pre></code><a href=javascript:window.hit=1>hit");

    /** Returns what became more than text; nothing if nothing did. */
    static final String LOOK = "const bad = document.querySelectorAll('main script, main iframe, [onerror],"
            + " [onload], [onmouseover], [srcdoc], a[href^=\"javascript\" i], main [style*=expression]');"
            + " return (window.hit ? 'a script ran' : '') + [...bad].map(one => one.outerHTML).join()";

    private HostileTexts() {}

    /** Delivers each text in every field whose content a sender chooses. */
    static void deliver(TestGateway gateway) {
        for (String hostile : ALL) {
            String text = hostile.replace("\\", "\\\\").replace("\"", "\\\"");
            gateway.deliverBfl("{\"id\":\"" + text + "\",\"status\":\"Failed\",\"details\":{\"" + text + "\":\"" + text
                    + "\"},\"error\":\"" + text + "\"}");
            gateway.deliverBfl(
                    "{\"id\":\"1" + text + "\",\"status\":\"Ready\",\"result\":{\"sample\":\"" + text + "\"}}");
            gateway.deliverAbstrakt(
                    "{\"job_id\":\"2" + text + "\",\"id\":\"2" + text + "\",\"status\":\"" + text + "\"}");
        }
    }
}

package dev.mediahook.view;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.camel.CamelContext;
import org.apache.camel.component.jackson.JacksonDataFormat;
import org.apache.camel.support.DefaultExchange;

/**
 * Camel's data format for views. Its mapper is its own, and it looks for nothing in the registry: a host's Jackson settings change
 * nothing here, and nothing here changes the host's JSON.
 */
public final class ViewDataFormat extends JacksonDataFormat implements JsonText {

    public ViewDataFormat(CamelContext context) {
        super(ViewMapper.create(), Object.class);
        setCamelContext(context);
        setAutoDiscoverSchemaResolver(false);
        // A problem is told under a content type of its own.
        setContentTypeHeader(false);
    }

    /** In UTF-8. */
    public byte[] bytes(Object view) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            marshal(new DefaultExchange(getCamelContext()), view, bytes);
        } catch (Exception impossible) {
            throw new IllegalStateException("a view can't be written as JSON", impossible);
        }
        return bytes.toByteArray();
    }

    @Override
    public String of(Object view) {
        return new String(bytes(view), StandardCharsets.UTF_8);
    }
}

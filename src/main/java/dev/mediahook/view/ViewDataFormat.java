package dev.mediahook.view;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.camel.CamelContext;
import org.apache.camel.component.jackson.JacksonDataFormat;
import org.apache.camel.support.DefaultExchange;

/**
 * Camel's data format for views. It has a mapper of its own and looks up nothing in the registry. So a host's Jackson
 * settings change nothing here, and nothing here changes the host's JSON.
 */
public final class ViewDataFormat extends JacksonDataFormat implements JsonText {

    public ViewDataFormat(CamelContext context) {
        super(ViewMapper.create(), Object.class);
        setCamelContext(context);
        setAutoDiscoverSchemaResolver(false);
        // Problems have a content type of their own.
        setContentTypeHeader(false);
    }

    /** The view as JSON in UTF-8. */
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

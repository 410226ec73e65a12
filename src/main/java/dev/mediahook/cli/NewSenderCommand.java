package dev.mediahook.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the first version of a sender's route file from one sample payload. */
@Command(
        name = "new-sender",
        header = "Writes a sender's route file from a sample payload.",
        mixinStandardHelpOptions = true,
        description = "Writes routes/NAME.camel.yaml from a sample payload. What it guessed is marked in the file.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class NewSenderCommand implements Callable<Integer> {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]{0,30}");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "Lower-case letters and digits; the path becomes /webhooks/NAME.")
    private String name;

    @Option(
            names = "--payload",
            paramLabel = "FILE",
            required = true,
            description = "A file with one body as the sender sends it.")
    private Path payload;

    @Option(
            names = "--header",
            paramLabel = "'NAME: VALUE'",
            description =
                    "Each header that may prove it: \"Acme-Signature: v1,…\", \"Acme-Timestamp: …\"; none: a path token.")
    private List<String> headers = new ArrayList<>();

    @Option(names = "--folder", defaultValue = ".", description = "Where routes/ and senders/ are; default: here.")
    private Path folder;

    @Override
    public Integer call() {
        if (!NAME.matcher(name).matches()) {
            throw fault("'" + name + "' can't be a sender's name: use lower-case letters and digits, a letter first");
        }
        if (getClass().getResource("/mediahook/routes/" + name + ".camel.yaml") != null) {
            throw fault(name + " comes with Mediahook: choose another name, or change what extract-routes writes");
        }
        byte[] body = bytes();
        SignatureGuess signature = signature();
        PayloadGuess guess = PayloadGuess.of(json(body));
        Path file = folder.resolve("routes").resolve(name + ".camel.yaml");
        write(
                file,
                new SenderFileText(name, guess, signature).text().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Path sample = folder.resolve("senders").resolve(name).resolve("sample").resolve("body");
        write(sample, body);
        report(file, sample, guess, signature);
        return 0;
    }

    private void report(Path file, Path sample, PayloadGuess guess, SignatureGuess signature) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("wrote " + file + " and " + sample);
        out.println("job id at " + guess.jobId().orElse("(not found: fill it in)") + ", status at "
                + guess.status().orElse("(not found: fill it in)") + ", media at "
                + (guess.media().isEmpty() ? "(no URL in the sample)" : String.join(" ", guess.media())));
        if (guess.mediaById()) {
            out.println("the media are named by an id: fill in mediaUrl, and where the sender's API is");
        }
        out.println("next: set mediahook." + name + "." + signature.credential()
                + ", then try: java -jar mediahook.jar check " + file + " --payload " + sample
                + (headers.isEmpty() ? " --path /webhooks/" + name + "/THE-TOKEN" : "")
                + headers.stream().map(header -> " --header '" + header + "'").collect(Collectors.joining()));
        out.flush();
    }

    private SignatureGuess signature() {
        if (headers.isEmpty()) {
            return SignatureGuess.ofNoHeader(name);
        }
        Map<String, String> byName = new LinkedHashMap<>();
        for (String header : headers) {
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw fault("--header wants a name and a value: --header \"Acme-Signature: v1,…\"");
            }
            byName.put(
                    header.substring(0, colon).strip(),
                    header.substring(colon + 1).strip());
        }
        return SignatureGuess.of(name, byName);
    }

    private byte[] bytes() {
        try {
            return Files.readAllBytes(payload);
        } catch (IOException unreadable) {
            throw fault("can't read " + payload + ": name a file that is there");
        }
    }

    private JsonNode json(byte[] body) {
        try {
            JsonNode json = JSON.readTree(body);
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException notJson) {
            throw fault(payload + " is no JSON: line " + notJson.getLocation().getLineNr());
        } catch (IOException unlikely) {
            throw fault("can't read " + payload);
        }
        throw fault(payload + " has no JSON object in it");
    }

    /** Never overwrites an existing file: somebody may have edited it. */
    private void write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, content, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException there) {
            throw fault(file + " is there already: move it away, or choose another name");
        } catch (IOException failure) {
            throw fault("can't write " + file);
        }
    }

    private ParameterException fault(String words) {
        return new ParameterException(spec.commandLine(), words);
    }
}

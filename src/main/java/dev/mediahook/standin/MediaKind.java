package dev.mediahook.standin;

/** The media that the stand-in can serve. */
public enum MediaKind {
    PNG("image/png", "png"),
    JPEG("image/jpeg", "jpg"),
    MP4("video/mp4", "mp4");

    private final String contentType;
    private final String extension;

    MediaKind(String contentType, String extension) {
        this.contentType = contentType;
        this.extension = extension;
    }

    public String contentType() {
        return contentType;
    }

    public String extension() {
        return extension;
    }
}

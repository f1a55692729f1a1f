package dev.sotto.analytics.export;

/** A kind of file that keeps columns and their types. */
public enum FileForm {
    /** As lakes and data frames keep it. */
    PARQUET("application/vnd.apache.parquet", "parquet"),
    /** Arrow's stream: a schema, then batches of rows. */
    ARROW("application/vnd.apache.arrow.stream", "arrows");

    private final String mediaType;
    private final String ending;

    FileForm(String mediaType, String ending) {
        this.mediaType = mediaType;
        this.ending = ending;
    }

    public String mediaType() {
        return mediaType;
    }

    /** How names of such files end. */
    public String ending() {
        return ending;
    }
}

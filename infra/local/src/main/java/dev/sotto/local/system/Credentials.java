package dev.sotto.local.system;

import dev.sotto.local.terminal.Failure;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;
import java.util.TreeMap;

/** The secrets of one local system, made on its first start and kept in its data directory, readable by its owner. */
public final class Credentials {

    private static final String FILE = "credentials.properties";
    private static final int SECRET_BYTES = 16;

    private final Path file;
    private final Properties secrets;

    private Credentials(Path file, Properties secrets) {
        this.file = file;
        this.secrets = secrets;
    }

    public static Credentials of(Path dataDirectory) {
        Path file = dataDirectory.resolve(FILE);
        Properties secrets = new Properties();
        try {
            if (Files.exists(file)) {
                secrets.load(new StringReader(Files.readString(file, StandardCharsets.UTF_8)));
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new Failure(
                    "The credentials in " + file + " cannot be read; move the file away to make new ones.", unreadable);
        }
        return new Credentials(file, secrets);
    }

    /** The secret of this name, made and kept when it is asked for the first time. */
    public synchronized String secret(String name) {
        String existing = secrets.getProperty(name);
        if (existing != null) {
            return existing;
        }
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        String made = HexFormat.of().formatHex(random);
        secrets.setProperty(name, made);
        save();
        return made;
    }

    private void save() {
        StringBuilder text =
                new StringBuilder("# Made by Sotto. Whoever reads this file can act as any screen here.\n");
        new TreeMap<>(secrets)
                .forEach((name, secret) ->
                        text.append(name).append('=').append(secret).append('\n'));
        try {
            DataDirectory.writePrivately(file, text.toString());
        } catch (IOException unwritable) {
            throw new Failure("The credentials cannot be kept in " + file + ".", unwritable);
        }
    }
}

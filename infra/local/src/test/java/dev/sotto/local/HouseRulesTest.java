package dev.sotto.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of the house, so that keeping them is nobody's memory. */
public class HouseRulesTest {

    private static final int LINES_AT_MOST = 300;
    private static final Pattern BANNED_NAME =
            Pattern.compile("(Abstract|Base)[A-Z].*|.*(Impl|Utils?|Helpers?|Manager|Dto|DTO|Data|Info)");
    private static final Pattern BANNED_PACKAGE =
            Pattern.compile("(common|core|shared|utils?|helpers?|misc|controller|service|repository|dto)");
    private static final List<String> SERVICES = List.of("gateway", "speech", "dialogue", "orders", "analytics");
    public static final Path ROOT = root();
    private static JavaClasses sotto;

    @BeforeAll
    static void readClasses() {
        sotto = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.sotto");
    }

    @Test
    void onlyTheLogKnowsKafka() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.sotto.log..", "dev.sotto.embedded..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "reactor.kafka..")
                .check(sotto);
    }

    @Test
    void noStageKnowsAnotherOne() {
        for (String one : SERVICES) {
            String[] others = SERVICES.stream()
                    .filter(other -> !other.equals(one))
                    .map(other -> "dev.sotto." + other + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("dev.sotto." + one + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .check(sotto);
        }
    }

    @Test
    void noServiceKnowsThatItCanRunLocallyOrBeTested() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.sotto.local..", "dev.sotto.embedded..", "dev.sotto.load..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.sotto.local..", "dev.sotto.embedded..", "dev.sotto.load..")
                .check(sotto);
    }

    @Test
    void testPhonesKnowTheSystemOnlyFromOutside() {
        classes()
                .that()
                .resideInAPackage("dev.sotto.load..")
                .should()
                .onlyDependOnClassesThat(com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage(
                                "dev.sotto..")
                        .or(com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage("dev.sotto.load..")))
                .check(sotto);
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching("dev.sotto.(**)").should().beFreeOfCycles().check(sotto);
    }

    @Test
    void namesAreNouns() {
        assertThat(sotto.stream()
                        .filter(type -> !type.getSimpleName().isEmpty())
                        .filter(type ->
                                BANNED_NAME.matcher(type.getSimpleName()).matches())
                        .map(type -> type.getName()))
                .as("banned names")
                .isEmpty();
        assertThat(sotto.stream()
                        .map(type -> type.getPackageName())
                        .distinct()
                        .filter(name -> Stream.of(name.split("\\."))
                                .anyMatch(part -> BANNED_PACKAGE.matcher(part).matches())))
                .as("banned packages")
                .isEmpty();
    }

    @Test
    void noFileIsLongerThanItCanBeRead() throws IOException {
        assertThat(javaFiles()
                        .filter(file -> lines(file).size() > LINES_AT_MOST)
                        .toList())
                .as("files longer than " + LINES_AT_MOST + " lines")
                .isEmpty();
    }

    @Test
    void everyPackageIsNullMarked() throws IOException {
        assertThat(javaFiles()
                        .filter(file -> file.toString().contains("/src/main/"))
                        .map(Path::getParent)
                        .distinct()
                        .filter(directory -> !isNullMarked(directory.resolve("package-info.java")))
                        .toList())
                .as("packages without @NullMarked")
                .isEmpty();
    }

    @Test
    void nothingSleepsSwallowsOrIsSwitchedOff() throws IOException {
        assertThat(javaFiles()
                        .filter(file -> !file.endsWith("HouseRulesTest.java"))
                        .flatMap(file -> lines(file).stream()
                                .filter(line -> line.contains("onErrorContinue")
                                        || line.matches(".*@Disabled\\s*$")
                                        || line.contains("printStackTrace()")
                                        || (line.contains("Thread.sleep")
                                                && file.toString().contains("/src/test/")))
                                .map(line -> ROOT.relativize(file) + ": " + line.strip()))
                        .toList())
                .isEmpty();
    }

    private static Stream<Path> javaFiles() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !ROOT.relativize(file).toString().contains("target/"))
                    .toList()
                    .stream();
        }
    }

    private static boolean isNullMarked(Path packageInfo) {
        return Files.exists(packageInfo) && lines(packageInfo).contains("@NullMarked");
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static Path root() {
        for (Path directory = Path.of("").toAbsolutePath(); directory != null; directory = directory.getParent()) {
            if (Files.exists(directory.resolve("mvnw"))) {
                return directory;
            }
        }
        throw new IllegalStateException("the tests run outside of the repository");
    }
}

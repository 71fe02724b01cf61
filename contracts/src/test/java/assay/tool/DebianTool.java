package assay.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Commands that tests need beside the JDK. */
public final class DebianTool {

  private static final boolean REQUIRED = "1".equals(System.getenv("ASSAY_REQUIRE_TOOLS"));

  private DebianTool() {}

  /** Skips the tests, visibly, where the command is absent; fails them where tools are required. */
  public static void require(String command, String debianPackage) {
    boolean found =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
            .anyMatch(part -> Files.isExecutable(Path.of(part, command)));
    if (REQUIRED) {
      assertThat(found)
          .as("the command %s; install the Debian package %s", command, debianPackage)
          .isTrue();
    }
    assumeTrue(found, "the command " + command + " is not installed");
  }
}

package assay.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import assay.registry.audit.Verdict;
import assay.training.audit.Claim;
import assay.training.audit.ClaimName;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimTableTest {

  private static final List<Claim> CLAIMS =
      List.of(
          new Claim(ClaimName.SPEC, "specification", Verdict.HOLDS, "hashes agree"),
          new Claim(ClaimName.COMMIT, "0x" + "ab".repeat(20), Verdict.FAILS, "salt is wrong"),
          new Claim(
              ClaimName.MANIFEST, "0x" + "cd".repeat(32) + " version 1", Verdict.UNCHECKED, "-"));

  @Test
  void shouldPrintOneLineForEachClaim() {
    assertThat(printed(false, false).lines())
        .containsExactly(
            "bounty 0x01",
            "ok         spec           specification           hashes agree",
            "FAILS      commit         0xabababab...abab       salt is wrong",
            "unchecked  manifest       0xcdcdcdcd...cdcd v1    -",
            "1 claims hold, 1 fail, 1 could not be checked: for what is missing, try another store or chain node.");
  }

  @Test
  void shouldColourOnATerminalAlone() {
    assertThat(printed(false, false)).doesNotContain("\u001b");
    assertThat(printed(false, true)).contains("\u001b[1;31mFAILS    \u001b[0m");
  }

  @Test
  void shouldPrintOneObjectForPrograms() {
    assertThat(printed(true, true))
        .startsWith("{\"bounty\":\"0x01\",\"holds\":false,\"claims\":[{\"name\":\"spec\",")
        .contains("\"verdict\":\"cannot-be-checked\"")
        .hasLineCount(1);
  }

  @Test
  void shouldShowProgressOnATerminalAlone() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    new ProgressBar(out, false).show(1, 2);
    assertThat(bytes.size()).isZero();

    new ProgressBar(out, true).show(1, 2);
    assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("#".repeat(20) + ".", "1 of 2");
  }

  private static String printed(boolean json, boolean coloured) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    new ClaimTable(out, json, coloured).print("0x01", CLAIMS);
    return bytes.toString(StandardCharsets.UTF_8);
  }
}

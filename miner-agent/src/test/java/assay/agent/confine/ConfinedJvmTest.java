package assay.agent.confine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import assay.agent.confine.ConfinementException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

@EnabledIf("assay.agent.confine.Confinable#isPossible")
@ResourceLock("confined children")
class ConfinedJvmTest {

  private static final Limits LIMITS =
      new Limits(32, Duration.ofSeconds(20), Duration.ofMinutes(1), 1 << 16);

  @TempDir private Path folder;
  private Set<Path> foldersBefore = Set.of();

  @BeforeEach
  void countFolders() throws IOException {
    foldersBefore = confinedFolders();
  }

  @AfterEach
  void nothingIsLeftBehind() throws IOException {
    // A child that was killed is there for a moment still.
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    boolean isLeft = isSomethingLeft();
    while (isLeft && System.nanoTime() < deadline) {
      Thread.onSpinWait();
      isLeft = isSomethingLeft();
    }
    assertThat(isLeft).isFalse();
  }

  private boolean isSomethingLeft() throws IOException {
    return !foldersBefore.containsAll(confinedFolders())
        || ProcessHandle.current().descendants().anyMatch(ConfinedJvmTest::isMisbehaving);
  }

  /** Other tests have children of their own. */
  private static boolean isMisbehaving(ProcessHandle child) {
    return child.isAlive()
        && child.info().commandLine().orElse("").contains(Misbehaviour.class.getName());
  }

  @Test
  void shouldHandBackWhatAGoodChildSays() throws IOException {
    assertThat(output("echo hello")).isEqualTo("hello");
  }

  @Test
  void shouldHandBackARefusalWithoutControlCharacters() throws IOException {
    assertThat(run("refuse", LIMITS)).isEqualTo(new Answer.Refused("It is  [31mno model."));
  }

  @Test
  void shouldGiveAnEmptyFolderAndHardlyAnyEnvironment() throws IOException {
    assertThat(output("look")).matches("0 files, [01] variables, true");
  }

  @Test
  void shouldEndAChildThatAllocatesTooMuch() {
    refuses("allocate", LIMITS, Reason.TOO_MUCH_MEMORY, "32 MB");
  }

  @Test
  void shouldEndAChildThatBurnsProcessorTime() {
    Limits limits = new Limits(32, Duration.ofSeconds(2), Duration.ofMinutes(2), 1 << 16);

    refuses("burn", limits, Reason.TOO_MUCH_CPU, "2 s");
  }

  @Test
  void shouldEndAChildThatSleepsTooLong() {
    Limits limits = new Limits(32, Duration.ofSeconds(20), Duration.ofSeconds(2), 1 << 16);

    refuses("sleep", limits, Reason.TOO_MUCH_TIME, "2000 ms");
  }

  @Test
  void shouldEndAChildThatTalksTooMuch() {
    refuses("talk", LIMITS, Reason.TOO_MUCH_OUTPUT, "65536 bytes");
  }

  @Test
  void shouldStopAChildThatWritesALargeFile() {
    refuses("write", LIMITS, Reason.BROKEN, "File too large");
  }

  @Test
  void shouldStopAChildThatWritesAnythingWhereItMayNot() {
    refuses("write", LIMITS.withFiles(0), Reason.BROKEN, "File too large");
  }

  @Test
  void shouldSayThatAChildWasKilledBySomebodyElse() {
    refuses("be-killed", LIMITS, Reason.DISTURBED, "killed by somebody else");
  }

  @Test
  void shouldLetAChildReadWhatIsWrittenIntoItsPipe() {
    byte[] order = "echo hello\n".getBytes(StandardCharsets.UTF_8);

    Answer answer = jvm(LIMITS).run(ChildProgram.of(Misbehaviour.class), pipe -> pipe.write(order));

    assertThat(((Answer.Done) answer).output()).asString().isEqualTo("hello");
  }

  @Test
  void shouldKeepAChildFromTheNetwork() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String order = "connect " + server.getLocalPort();

      refuses(order, LIMITS, Reason.BROKEN, "unreachable");
    }
  }

  @Test
  void shouldLimitAChildThatKeepsTheNetworkWhereSomebodyWantsThis() throws IOException {
    String classPath = System.getProperty("java.class.path");
    ConfinedJvm jvm = new ConfinedJvm(ConfiningTools.withNetwork(), classPath, LIMITS);
    Path allocate = Files.writeString(folder.resolve("order"), "allocate");

    assertThatExceptionOfType(ConfinementException.class)
        .isThrownBy(() -> jvm.run(ChildProgram.of(Misbehaviour.class), allocate))
        .matches(e -> e.reason() == Reason.TOO_MUCH_MEMORY);
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Path connect = Files.writeString(allocate, "connect " + server.getLocalPort());
      Answer.Done done = (Answer.Done) jvm.run(ChildProgram.of(Misbehaviour.class), connect);
      assertThat(done.output()).asString().isEqualTo("connected true");
    }
  }

  @Test
  void shouldKeepAChildFromDeserializing() {
    refuses("deserialize", LIMITS, Reason.BROKEN, "filter status: REJECTED");
  }

  @Test
  void shouldSayWhichProgramTheSystemLacks() {
    assertThatExceptionOfType(ConfinementException.class)
        .isThrownBy(() -> ConfiningTools.in(List.of(folder)))
        .withMessageContaining("lacks the program 'unshare'")
        .matches(e -> e.reason() == Reason.UNAVAILABLE);
  }

  /** A script in unshare's place ends as unshare does where namespaces are forbidden. */
  @Test
  void shouldSayThatTheSystemForbidsNamespaces() throws IOException {
    script("unshare", "exit 1");
    script("prlimit", "exit 0");

    assertThatExceptionOfType(ConfinementException.class)
        .isThrownBy(() -> ConfiningTools.in(List.of(folder)))
        .withMessageContaining("does not allow one")
        .matches(e -> e.reason() == Reason.UNAVAILABLE);
  }

  private void script(String name, String line) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + line + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private Answer run(String order, Limits limits) throws IOException {
    Path input = Files.writeString(folder.resolve("order"), order);
    return jvm(limits).run(ChildProgram.of(Misbehaviour.class), input);
  }

  private static ConfinedJvm jvm(Limits limits) {
    String classPath = System.getProperty("java.class.path");
    return new ConfinedJvm(ConfiningTools.ofSystem(), classPath, limits);
  }

  private String output(String order) throws IOException {
    Answer.Done done = (Answer.Done) run(order, LIMITS);
    return new String(done.output(), StandardCharsets.UTF_8);
  }

  private void refuses(String order, Limits limits, Reason reason, String words) {
    assertThatExceptionOfType(ConfinementException.class)
        .isThrownBy(() -> run(order, limits))
        .withMessageContaining(words)
        .matches(e -> e.reason() == reason, "of reason " + reason);
  }

  private static Set<Path> confinedFolders() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("assay-confined"))
          .collect(Collectors.toSet());
    }
  }
}

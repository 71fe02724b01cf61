package assay.agent.rig;

import static org.assertj.core.api.Assertions.assertThat;

import assay.training.run.ComputeCapability;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class NvidiaSmiTest {

  private static final long MEBIBYTE = 1 << 20;
  @TempDir private Path folder;

  @Test
  void shouldReadEveryValueOfTwoCardsWithAScriptedNvidiaSmi() throws IOException {
    RigReport report =
        new NvidiaSmi(ScriptedNvidiaSmi.printing(folder, ScriptedNvidiaSmi.TWO_CARDS)).look();

    assertThat(report.troubles()).isEmpty();
    assertThat(report.devices())
        .containsExactly(
            new Observation(
                new Device.Gpu(
                    0,
                    "NVIDIA GeForce RTX 3090",
                    "GPU-11111111-2222-3333-4444-555555555555",
                    "00000000:01:00.0",
                    24_576 * MEBIBYTE,
                    "550.54.14",
                    Optional.of(new ComputeCapability(8, 6))),
                new Reading(
                    OptionalLong.of(1_024 * MEBIBYTE),
                    OptionalDouble.of(61),
                    OptionalDouble.of(211.48),
                    OptionalDouble.of(350),
                    OptionalDouble.of(97))),
            new Observation(
                new Device.Gpu(
                    1,
                    "NVIDIA H200",
                    "GPU-66666666-7777-8888-9999-aaaaaaaaaaaa",
                    "00000000:02:00.0",
                    143_771 * MEBIBYTE,
                    "550.54.14",
                    Optional.of(new ComputeCapability(9, 0))),
                new Reading(
                    OptionalLong.of(4 * MEBIBYTE),
                    OptionalDouble.empty(),
                    OptionalDouble.of(76.31),
                    OptionalDouble.empty(),
                    OptionalDouble.of(0))));
  }

  @Test
  void shouldAskInTheWordsOfTheDriverWithAScriptedNvidiaSmi() throws IOException {
    String path = ScriptedNvidiaSmi.saying(folder, "echo \"$@\" > '" + folder + "/asked'");

    new NvidiaSmi(path).look();

    assertThat(Files.readString(folder.resolve("asked")))
        .isEqualTo(
            "--query-gpu=index,name,uuid,pci.bus_id,memory.total,memory.used,temperature.gpu,"
                + "power.draw,power.limit,utilization.gpu,driver_version,compute_cap"
                + " --format=csv,noheader,nounits\n");
  }

  @Test
  void shouldFindNothingWhereThereIsNoSuchProgram() {
    assertThat(new NvidiaSmi(folder + "::relative:/dev/null").look()).isEqualTo(RigReport.EMPTY);
  }

  @Test
  void shouldAskAnOldDriverWithoutTheCapabilityWithAScriptedNvidiaSmi() throws IOException {
    String path =
        ScriptedNvidiaSmi.saying(
            folder,
            """
            case "$1" in
              *compute_cap*) echo 'Field "compute_cap" is not a valid field to query.'; exit 2;;
            esac
            echo '0, Tesla K80, GPU-0a, 00000000:05:00.0, 11441, 0, 33, 26.0, 149.0, 0, 470.82'
            """);

    RigReport report = new NvidiaSmi(path).look();

    assertThat(report.devices()).hasSize(1);
    Device.Gpu gpu = (Device.Gpu) report.devices().get(0).device();
    assertThat(gpu.name()).isEqualTo("Tesla K80");
    assertThat(gpu.capability()).isEmpty();
  }

  @Test
  void shouldTellThatTheDriverIsBrokenWithAScriptedNvidiaSmi() throws IOException {
    RigReport report = new NvidiaSmi(ScriptedNvidiaSmi.saying(folder, "exit 9")).look();

    assertThat(report.devices()).isEmpty();
    assertThat(report.troubles())
        .containsExactly("nvidia-smi ended with code 9; GPUs are left out until it works.");
  }

  @Test
  void shouldNotWaitForOneThatHangsWithAScriptedNvidiaSmi() throws IOException {
    NvidiaSmi hanging =
        new NvidiaSmi(
            ScriptedNvidiaSmi.saying(folder, "sleep 600 & sleep 600"), Duration.ofMillis(300));

    assertThat(hanging.look().troubles())
        .containsExactly(
            "nvidia-smi took longer than 300 ms and was ended; GPUs are left out until it works.");
  }

  @Test
  void shouldNotKeepWhatOneSaysForEverWithAScriptedNvidiaSmi() throws IOException {
    NvidiaSmi endless =
        new NvidiaSmi(
            ScriptedNvidiaSmi.saying(folder, "while :; do echo 0,1,2,3; done"),
            Duration.ofMillis(500));

    assertThat(endless.look().devices()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "No devices were found",
        "0, A, [N/A], 0, 1, 1, 1, 1, 1, 1, 1, 8.6",
        "0, A, GPU-0a, 0, 1, 1, 1, 1, 1, 1, 1",
        "x, A, GPU-0a, 0, 1, 1, 1, 1, 1, 1, 1, 8.6",
        "-1, A, GPU-0a, 0, 1, 1, 1, 1, 1, 1, 1, 8.6"
      })
  void shouldTellOfALineThatIsNoGpu(String line) {
    RigReport report = NvidiaSmiTable.read(line);

    assertThat(report.devices()).isEmpty();
    assertThat(report.troubles()).hasSize(1);
  }

  @Test
  void shouldTakeForUnknownWhatCannotBeTrue() {
    RigReport report =
        NvidiaSmiTable.read("0, , GPU-0a, , NaN, -1, 1e9, Infinity, 0x10, 101, , 99.99");

    assertThat(report.devices())
        .containsExactly(
            new Observation(
                new Device.Gpu(0, "unnamed GPU", "GPU-0a", "", 0, "", Optional.empty()),
                Reading.NONE));
  }

  @Test
  void shouldSurviveWhateverIsSaid() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    byte[] good = ScriptedNvidiaSmi.TWO_CARDS.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 20_000; i++) {
      String text = new String(spoiled(good, random), StandardCharsets.UTF_8);

      RigReport report = NvidiaSmiTable.read(text);

      assertThat(report.devices()).hasSizeLessThanOrEqualTo(NvidiaSmiTable.MOST_GPUS);
      assertThat(report.troubles()).allMatch(trouble -> trouble.length() < 200);
      assertThat(report.devices()).extracting(seen -> seen.device().id()).doesNotHaveDuplicates();
      assertThat(RigJson.of(report).toString()).doesNotContain("\n");
    }
  }

  private static byte[] spoiled(byte[] good, Random random) {
    byte[] spoiled = good.clone();
    List<String> spices = List.of(",", "\n", "[", "9", "-", "\0", "\u202e", ".", "e", " ");
    for (int change = random.nextInt(12); change >= 0; change--) {
      String spice = spices.get(random.nextInt(spices.size()));
      byte[] bytes = spice.getBytes(StandardCharsets.UTF_8);
      int place = random.nextInt(spoiled.length - bytes.length);
      System.arraycopy(bytes, 0, spoiled, place, bytes.length);
      spoiled[random.nextInt(spoiled.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return spoiled;
  }
}

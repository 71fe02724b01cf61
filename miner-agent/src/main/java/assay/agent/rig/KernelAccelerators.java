package assay.agent.rig;

import assay.agent.platform.ForeignText;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Accelerators and graphics of the makers known here, by name only, from what Linux lists under
 * {@code /sys/class/accel} and {@code /sys/class/drm}. NVIDIA's cards are {@link NvidiaSmi}'s to
 * tell of; they are listed here where nothing else does.
 */
public final class KernelAccelerators implements DeviceProbe {

  /** By the PCI vendor's number (the PCI ID list, pci-ids.ucw.cz). */
  private static final Map<String, String> MAKERS =
      Map.of(
          "0x1002", "AMD GPU",
          "0x10de", "NVIDIA GPU (no nvidia-smi tells of it: install its driver)",
          "0x1ac1", "Google accelerator",
          "0x1d0f", "Amazon accelerator",
          "0x1da3", "Habana accelerator",
          "0x1e52", "Tenstorrent accelerator",
          "0x8086", "Intel GPU or accelerator");

  private static final String NVIDIA = "0x10de";
  private static final int MOST = 64;
  private static final Pattern CARD = Pattern.compile("(card|accel)\\d{1,4}");

  private final Path root;
  private final boolean isNvidiaToldElsewhere;

  /**
   * @param root of the file system, {@code /}
   * @param isNvidiaToldElsewhere whether NVIDIA's cards are left out
   */
  public KernelAccelerators(Path root, boolean isNvidiaToldElsewhere) {
    this.root = root;
    this.isNvidiaToldElsewhere = isNvidiaToldElsewhere;
  }

  @Override
  public RigReport look() {
    List<Observation> found = new ArrayList<>();
    for (String list : List.of("accel", "drm")) {
      for (Path card : cards(root.resolve("sys/class").resolve(list))) {
        accelerator(card, list + "/" + card.getFileName())
            .map(device -> new Observation(device, Reading.NONE))
            .ifPresent(found::add);
      }
    }
    return new RigReport(found, List.of());
  }

  private Optional<Device> accelerator(Path card, String place) {
    String vendor = KernelFile.line(card.resolve("device/vendor"));
    String maker = MAKERS.get(vendor);
    if (maker == null || (isNvidiaToldElsewhere && vendor.equals(NVIDIA))) {
      return Optional.empty();
    }
    String product = ForeignText.line(KernelFile.line(card.resolve("device/product_name")));
    String number = ForeignText.line(KernelFile.line(card.resolve("device/device")));
    return Optional.of(
        new Device.Accelerator(product.isEmpty() ? maker + " " + number : product, place));
  }

  private static List<Path> cards(Path folder) {
    List<Path> cards = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path each : all) {
        if (CARD.matcher(String.valueOf(each.getFileName())).matches() && cards.size() < MOST) {
          cards.add(each);
        }
      }
    } catch (IOException e) {
      return List.of();
    }
    cards.sort(null);
    return cards;
  }
}

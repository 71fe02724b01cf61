package assay.agent.rig;

/**
 * Names a device of one machine.
 *
 * @param text {@code cpu}, a GPU's UUID or a place in the kernel's list
 */
public record DeviceId(String text) {

  /** The processors. */
  public static final DeviceId CPU = new DeviceId("cpu");

  public DeviceId {
    if (text.isBlank()) {
      throw new IllegalArgumentException("A device's id is empty; give it one.");
    }
  }

  @Override
  public String toString() {
    return text;
  }
}

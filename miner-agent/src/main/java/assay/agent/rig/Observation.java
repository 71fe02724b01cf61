package assay.agent.rig;

/** A device and how it fares. */
public record Observation(Device device, Reading reading) {}

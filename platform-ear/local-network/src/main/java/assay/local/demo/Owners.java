package assay.local.demo;

import assay.agent.Agent;
import assay.chain.Bytes32;

/** Who has a demonstration's data, and how he lets it be trained on. */
interface Owners {

  /** What they have. */
  DemoData data();

  /** What the homes are called, without the owner's number. */
  String called();

  /** An owner's dataset is registered; several are told at once, from threads of their own. */
  void begin(String name, Agent agent);

  /** A bounty with that specification is posted. */
  void approve(Bytes32 spec);
}

package assay.agent.bench;

import java.io.IOException;

/** One of those that are measured in turns. */
interface Contestant {

  /** Works on a net for a turn and tells how fast it was. */
  Speed turn(BenchNet net) throws IOException;
}

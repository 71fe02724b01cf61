package assay.training.bounty;

/** What a panel says of one submission. */
public sealed interface Verdict {

  /**
   * The median of the revealed counts.
   *
   * @param correct the number of private samples labelled rightly
   */
  record Counted(int correct) implements Verdict {}

  /** Enough seats could not open it: the submission is void. */
  record Invalid() implements Verdict {}

  /** Too few counts, or an even number of them with middles too far apart: void as well. */
  record Undecided() implements Verdict {}
}

package assay.chain;

/** A process that is killed: nothing after it runs, and nothing catches it. */
final class Killed extends Error {

  private static final long serialVersionUID = 1L;
}

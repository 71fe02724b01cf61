package assay.chain;

import java.util.List;

/**
 * A contract refused a call. Carries the custom error's name and arguments as the contract's ABI
 * declares them, so that callers can switch on the name.
 */
public final class RevertedException extends ChainException {

  private final String error;
  private final List<String> arguments;

  public RevertedException(String call, String error, List<String> arguments) {
    super(
        "contract-reverted",
        "The contract refused %s: %s(%s).".formatted(call, error, String.join(", ", arguments)));
    this.error = error;
    this.arguments = List.copyOf(arguments);
  }

  /** The custom error's name, {@code Error} for a plain reason, or {@code unknown}. */
  public String error() {
    return error;
  }

  /** The error's arguments as text, in the order of its declaration. */
  public List<String> arguments() {
    return arguments;
  }

  /** Why, and what to do, as a part of a sentence; the bare error where it is none of ours. */
  public String reason() {
    return RevertReasons.words(error, arguments)
        .orElseGet(() -> "%s(%s)".formatted(error, String.join(", ", arguments)));
  }
}

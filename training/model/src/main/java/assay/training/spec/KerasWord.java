package assay.training.spec;

import assay.training.spec.ModelSpecRefusedException.Reason;
import java.util.Arrays;

/** An enum constant that a spec writes as one of Keras's words. */
public interface KerasWord {

  /** The word in {@code model.json}. */
  String word();

  /** The constant with this word, or a refusal that lists the words there are. */
  static <E extends Enum<E> & KerasWord> E parse(Class<E> type, String word) {
    E[] constants = type.getEnumConstants();
    return Arrays.stream(constants)
        .filter(constant -> constant.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new ModelSpecRefusedException(
                    Reason.MALFORMED,
                    "'"
                        + word
                        + "' is none of "
                        + Arrays.stream(constants).map(KerasWord::word).toList()
                        + "; write one of these."));
  }
}

package assay.web.repeat;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What this request does, if it has a key: kept with its answer, or undone at the latest when the
 * container takes it away with the request.
 */
@RequestScoped
public class RepeatableWork {

  @Inject private FirstAnswers answers;
  private FirstAnswers.@Nullable Attempt attempt;
  private int status;

  /** Begins it, unless the request was answered before. */
  Optional<FirstAnswer> begin(RepeatedRequest request) {
    FirstAnswers.Attempt begun = answers.begin(request);
    if (begun.earlier().isPresent()) {
      begun.close();
    } else {
      attempt = begun;
    }
    return begun.earlier();
  }

  /** Whether it is neither kept nor undone. */
  boolean isOpen() {
    return attempt != null;
  }

  /** Keeps it with an answer that has no body. */
  void keep(int answered) {
    keep(new FirstAnswer(answered, "", ""));
  }

  /** Waits for the body that goes with the status. */
  void await(int answered) {
    status = answered;
  }

  /** Keeps it with the status that waited for this body. */
  void keep(String mediaType, String body) {
    keep(new FirstAnswer(status, mediaType, body));
  }

  private void keep(FirstAnswer answer) {
    FirstAnswers.Attempt kept = attempt;
    attempt = null;
    if (kept != null) {
      try (kept) {
        kept.keep(answer);
      }
    }
  }

  /** Undoes what is not kept. */
  @PreDestroy
  void undo() {
    FirstAnswers.Attempt undone = attempt;
    attempt = null;
    if (undone != null) {
      undone.close();
    }
  }
}

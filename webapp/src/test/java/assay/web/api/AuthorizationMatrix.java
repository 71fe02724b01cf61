package assay.web.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What each operation's example gets from whom (authorization.csv). The examples are about the
 * things of the owner, the researcher, the miner, the evaluator and the operator; the others have
 * things of their own.
 */
final class AuthorizationMatrix {

  /**
   * What one persona gets.
   *
   * @param isEmpty whether the list that he gets is empty
   * @param isVain whether nothing changes though the answer is no refusal
   */
  record Cell(String operation, Persona persona, int status, boolean isEmpty, boolean isVain) {

    static Cell parse(String operation, Persona persona, String text) {
      List<String> words = List.of(text.split(" +", -1));
      return new Cell(
          operation,
          persona,
          Integer.parseInt(words.get(0)),
          words.contains("empty"),
          words.contains("vain"));
    }

    /** Whether the answer is the one that openapi.yaml shows. */
    boolean isExample() {
      return status < 300 && !isEmpty && !isVain;
    }

    @Override
    public String toString() {
      return operation + " as " + persona.word();
    }
  }

  private AuthorizationMatrix() {}

  static List<Cell> cells() {
    List<List<String>> rows = rows();
    List<Persona> personas = rows.get(0).stream().skip(1).map(Persona::named).toList();
    List<Cell> cells = new ArrayList<>();
    for (List<String> row : rows.subList(1, rows.size())) {
      for (int column = 0; column < personas.size(); column++) {
        cells.add(Cell.parse(row.get(0), personas.get(column), row.get(column + 1)));
      }
    }
    return cells;
  }

  /** Who gets what openapi.yaml shows: the first of them, or anybody where nobody does. */
  static Persona callerOf(Operation operation) {
    return cells().stream()
        .filter(cell -> cell.operation().equals(operation.id()) && cell.isExample())
        .findFirst()
        .map(Cell::persona)
        .orElse(Persona.STRANGER);
  }

  private static List<List<String>> rows() {
    try (InputStream file = AuthorizationMatrix.class.getResourceAsStream("authorization.csv")) {
      String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .map(line -> Arrays.stream(line.split(",", -1)).map(String::strip).toList())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("authorization.csv cannot be read.", e);
    }
  }
}

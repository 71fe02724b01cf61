package assay.training.economy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Deals the same cards again and again, shuffled: chance, but nobody is forgotten. */
final class Deck<T> {

  private final List<T> cards;
  private final Random chance;
  private final Deque<T> left = new ArrayDeque<>();

  Deck(List<T> cards, Random chance) {
    this.cards = List.copyOf(cards);
    this.chance = chance;
  }

  T next() {
    if (left.isEmpty()) {
      List<T> shuffled = new ArrayList<>(cards);
      Collections.shuffle(shuffled, chance);
      left.addAll(shuffled);
    }
    return left.remove();
  }

  /** So many different cards. */
  List<T> next(int count) {
    List<T> hand = new ArrayList<>();
    while (hand.size() < count) {
      T card = next();
      if (!hand.contains(card)) {
        hand.add(card);
      }
    }
    return hand;
  }
}

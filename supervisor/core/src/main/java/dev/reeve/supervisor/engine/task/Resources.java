package dev.reeve.supervisor.engine.task;

import dev.reeve.text.Quote;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The resources of a run: numbered things such as devices or licences, of which each task uses some
 * while a worker has it.
 */
final class Resources {
  private final Map<String, Resource> byName = new HashMap<>();

  /** One resource, and what of it is in use, or promised to tasks that wait for more of it. */
  static final class Resource {
    private final int amount;
    private int used;
    private int promised;

    Resource(int amount) {
      this.amount = amount;
    }

    int free() {
      return amount - used - promised;
    }

    void use(int number) {
      used += number;
    }

    void promise(int number) {
      promised += number;
    }

    void forgetPromises() {
      promised = 0;
    }
  }

  /**
   * @param amounts from 1, by name
   */
  Resources(Map<String, Integer> amounts) {
    amounts.forEach((name, amount) -> byName.put(name, new Resource(amount)));
  }

  /** Returns the resource with that name; there must be one. */
  Resource of(String name) {
    Resource resource = byName.get(name);
    if (resource == null) {
      throw new IllegalStateException("no resource " + name);
    }
    return resource;
  }

  void forgetPromises() {
    byName.values().forEach(Resource::forgetPromises);
  }

  /** Returns why a task can never use so much, for people; null if it can. */
  @Nullable String problem(Map<String, Integer> uses) {
    for (Map.Entry<String, Integer> use : uses.entrySet()) {
      Resource resource = byName.get(use.getKey());
      if (resource == null) {
        return "it uses " + Quote.of(use.getKey()) + ", which is no resource of the run";
      }
      if (use.getValue() > resource.amount) {
        return "it uses %d of %s, of which there are only %d"
            .formatted(use.getValue(), Quote.of(use.getKey()), resource.amount);
      }
    }
    return null;
  }
}

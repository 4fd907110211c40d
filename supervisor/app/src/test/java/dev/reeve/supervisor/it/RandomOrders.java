package dev.reeve.supervisor.it;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Random values with parts of many types, of one seed. */
final class RandomOrders {

  enum Size {
    SMALL,
    LARGE {
      @Override
      boolean isBig() {
        return true;
      }
    };

    boolean isBig() {
      return false;
    }
  }

  sealed interface Item permits Book, Box {}

  record Book(String title, @Nullable BigDecimal price) implements Item {
    public boolean isEmpty() {
      return title.isEmpty();
    }

    public int getLength() {
      return title.length();
    }
  }

  record Box(List<Item> items, Size size) implements Item {}

  /** Bytes that are compared by content. */
  @SuppressWarnings("ArrayRecordComponent")
  record Picture(byte[] bytes) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Picture that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }

  record Order(
      long id,
      double weight,
      OffsetDateTime at,
      ZonedDateTime due,
      @Nullable Instant paid,
      List<Item> items,
      Map<Size, @Nullable Integer> counts,
      Map<String, @Nullable Object> any,
      List<Number> numbers,
      Optional<Picture> picture,
      BigInteger total) {}

  private final Random random;

  RandomOrders(long seed) {
    this.random = new Random(seed);
  }

  Order order() {
    Instant instant = Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
    return new Order(
        random.nextLong(),
        random.nextInt(4) == 0 ? Double.NaN : random.nextGaussian(),
        instant.atOffset(ZoneOffset.ofHoursMinutes(random.nextInt(12), 30)),
        instant.atZone(ZoneId.of(random.nextBoolean() ? "Europe/Berlin" : "Asia/Tokyo")),
        random.nextBoolean() ? null : instant,
        list(() -> item(2)),
        map(() -> random.nextBoolean() ? Size.SMALL : Size.LARGE, () -> orNull(random::nextInt)),
        map(this::text, () -> any(2)),
        list(this::number),
        Optional.ofNullable(orNull(this::picture)),
        new BigInteger(100, random));
  }

  List<Order> orders(int count) {
    List<Order> orders = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      orders.add(order());
    }
    return orders;
  }

  private <T> List<T> list(Supplier<T> element) {
    List<T> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(element.get());
    }
    return list;
  }

  private <K, V> Map<K, V> map(Supplier<K> key, Supplier<V> value) {
    Map<K, V> map = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      map.put(key.get(), value.get());
    }
    return map;
  }

  private <T> @Nullable T orNull(Supplier<T> value) {
    return random.nextInt(4) == 0 ? null : value.get();
  }

  private String text() {
    int[] chars = random.ints(random.nextInt(8), 0, 0xd800).toArray();
    return new String(chars, 0, chars.length) + (random.nextBoolean() ? "🙂" : "");
  }

  private BigDecimal decimal() {
    return new BigDecimal(new BigInteger(random.nextInt(120), random), random.nextInt(30) - 10);
  }

  private Number number() {
    return switch (random.nextInt(5)) {
      case 0 -> random.nextInt();
      case 1 -> random.nextLong() >> random.nextInt(64);
      case 2 -> random.nextGaussian();
      case 3 -> new BigInteger(random.nextInt(120), random);
      default -> decimal();
    };
  }

  private @Nullable Object any(int depth) {
    return switch (random.nextInt(depth > 0 ? 6 : 4)) {
      case 0 -> null;
      case 1 -> text();
      case 2 -> number();
      case 3 -> random.nextBoolean();
      case 4 -> list(() -> any(depth - 1));
      default -> map(this::text, () -> any(depth - 1));
    };
  }

  private Item item(int depth) {
    return depth == 0 || random.nextBoolean()
        ? new Book(text(), orNull(this::decimal))
        : new Box(list(() -> item(depth - 1)), random.nextBoolean() ? Size.SMALL : Size.LARGE);
  }

  private Picture picture() {
    byte[] bytes = new byte[random.nextInt(30)];
    random.nextBytes(bytes);
    return new Picture(bytes);
  }
}

package dev.reeve.worker.mapping;

import dev.reeve.json.Json;
import dev.reeve.shared.TypeRef;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Random values of many types, of one seed. */
final class RandomValues {

  enum Colour {
    RED,
    GREEN {
      @Override
      String tone() {
        return "cool";
      }
    };

    String tone() {
      return "warm";
    }
  }

  enum Level {
    LOW,
    HIGH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT) + "est";
    }
  }

  sealed interface Drawing permits Disc, Box, Group, Named {}

  record Disc(double radius) implements Drawing {
    public boolean isEmpty() {
      return radius == 0;
    }

    public double getArea() {
      return radius * radius * Math.PI;
    }
  }

  record Box(int width, Long height, @Nullable Colour colour) implements Drawing {}

  record Group(List<Drawing> parts, Map<String, Drawing> named) implements Drawing {}

  enum Named implements Drawing {
    LOGO,
    FRAME {}
  }

  sealed interface Either<T> permits Left, Right {}

  record Left<T>(@Nullable T value) implements Either<T> {}

  record Right<T>(List<T> values) implements Either<T> {}

  record Numbers(
      byte tiny,
      short small,
      int number,
      long large,
      float single,
      double fraction,
      char letter,
      boolean flag,
      @Nullable Byte boxedTiny,
      @Nullable Short boxedSmall,
      @Nullable Integer boxed,
      @Nullable Long boxedLarge,
      @Nullable Float boxedSingle,
      @Nullable Double boxedFraction,
      @Nullable Character boxedLetter,
      @Nullable BigInteger whole,
      @Nullable BigDecimal decimal) {}

  record Times(
      @Nullable Instant instant,
      LocalDate date,
      LocalTime time,
      LocalDateTime dateTime,
      OffsetDateTime offset,
      ZonedDateTime zoned,
      Duration duration,
      Period period,
      Year year,
      YearMonth month,
      ZoneId zone,
      ZoneOffset zoneOffset) {}

  record Texts(
      @Nullable String text,
      UUID uuid,
      URI uri,
      Path path,
      Locale locale,
      Currency currency,
      Colour colour,
      Level level) {}

  sealed interface Message permits Note, Reply {}

  record Note(Json content, @Nullable Json extra) implements Message {}

  record Reply(List<Message> to, Map<String, Json> parts) implements Message {}

  record Holders(
      Optional<String> text,
      Optional<Drawing> drawing,
      OptionalInt number,
      OptionalLong large,
      OptionalDouble fraction,
      Either<BigDecimal> either) {}

  record Containers(
      List<@Nullable Integer> numbers,
      Set<String> texts,
      Map<Integer, List<@Nullable LocalDate>> byNumber,
      Map<Colour, Drawing> byColour,
      Map<LocalDate, UUID> byDate,
      Map<Instant, Object> byInstant,
      Map<Boolean, @Nullable Level> byFlag,
      TreeMap<Long, Boolean> sorted,
      List<List<Optional<Level>>> nested,
      List<Number> anyNumbers,
      Map<String, @Nullable Object> any,
      @Nullable Object open) {}

  private final Random random;
  private final RandomJson json;
  private final Map<Type, Supplier<Object>> makers = new LinkedHashMap<>();

  RandomValues(long seed) {
    this.random = new Random(seed);
    this.json = new RandomJson(random);
    makers.put(Numbers.class, this::numbers);
    makers.put(Times.class, this::times);
    makers.put(Texts.class, this::texts);
    makers.put(Holders.class, this::holders);
    makers.put(Containers.class, this::containers);
    makers.put(Drawing.class, () -> drawing(3));
    makers.put(
        new TypeRef<Map<Level, Object>>() {}.type(),
        () -> map(() -> oneOf(Level.values()), this::number));
    makers.put(Message.class, () -> message(2));
    makers.put(new TypeRef<Either<Json>>() {}.type(), () -> new Right<>(list(json::value)));
    makers.put(new TypeRef<Map<Integer, List<Json>>>() {}.type(), this::jsonByNumber);
    makers.put(byte[].class, this::bytes);
    makers.put(String.class, this::text);
    makers.put(Object.class, () -> any(3));
    makers.put(BigDecimal.class, this::decimal);
    makers.put(ZonedDateTime.class, this::zoned);
    makers.put(new TypeRef<List<Drawing>>() {}.type(), () -> list(() -> drawing(2)));
    makers.put(new TypeRef<List<Number>>() {}.type(), () -> list(this::number));
    makers.put(
        new TypeRef<Either<List<Numbers>>>() {}.type(), () -> new Left<>(list(this::numbers)));
    makers.put(new TypeRef<Map<String, Object>>() {}.type(), () -> map(() -> any(2)));
    makers.put(new TypeRef<Set<Texts>>() {}.type(), () -> new LinkedHashSet<>(list(this::texts)));
  }

  /** Returns the types of which there are values. */
  List<Type> types() {
    return List.copyOf(makers.keySet());
  }

  Object value(Type type) {
    return makers.get(type).get();
  }

  private <T> List<T> list(Supplier<? extends T> element) {
    List<T> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(element.get());
    }
    return list;
  }

  private <T> Map<String, T> map(Supplier<? extends T> value) {
    return map(this::text, value);
  }

  private <K, T> Map<K, T> map(Supplier<K> key, Supplier<? extends T> value) {
    Map<K, T> map = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      map.put(key.get(), value.get());
    }
    return map;
  }

  private <T> @Nullable T orNull(Supplier<? extends T> value) {
    return random.nextInt(5) == 0 ? null : value.get();
  }

  private <T> Optional<T> optional(Supplier<? extends T> value) {
    return Optional.ofNullable(orNull(value));
  }

  private <E> E oneOf(E[] all) {
    return all[random.nextInt(all.length)];
  }

  @SafeVarargs
  private <T> T one(Supplier<? extends T>... makers) {
    return makers[random.nextInt(makers.length)].get();
  }

  Drawing drawing(int depth) {
    return switch (random.nextInt(depth > 0 ? 4 : 3)) {
      case 0 -> new Disc(fraction());
      case 1 ->
          new Box(random.nextInt(), orNull(this::large), orNull(() -> oneOf(Colour.values())));
      case 2 -> oneOf(Named.values());
      default -> new Group(list(() -> drawing(depth - 1)), map(() -> drawing(depth - 1)));
    };
  }

  private Message message(int depth) {
    return depth == 0 || random.nextBoolean()
        ? new Note(json.value(), orNull(json::value))
        : new Reply(list(() -> message(depth - 1)), map(json::value));
  }

  private Map<Integer, List<Json>> jsonByNumber() {
    return map(random::nextInt, () -> list(json::value));
  }

  private long large() {
    return random.nextLong() >> random.nextInt(Long.SIZE);
  }

  private double fraction() {
    return switch (random.nextInt(8)) {
      case 0 -> Double.NaN;
      case 1 -> Double.NEGATIVE_INFINITY;
      case 2 -> -0.0;
      case 3 -> Double.longBitsToDouble(random.nextLong());
      case 4 -> random.nextInt(100) / 10.0;
      default -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
    };
  }

  private float single() {
    return random.nextBoolean() ? Float.intBitsToFloat(random.nextInt()) : random.nextFloat();
  }

  private char letter() {
    return (char) random.nextInt(random.nextBoolean() ? 128 : 0xd800);
  }

  private BigInteger whole() {
    BigInteger number = new BigInteger(random.nextInt(200), random);
    return random.nextBoolean() ? number : number.negate();
  }

  private BigDecimal decimal() {
    return new BigDecimal(
        random.nextBoolean() ? whole() : BigInteger.valueOf(random.nextInt(200)),
        random.nextInt(40) - 15);
  }

  private Number number() {
    return one(
        random::nextInt,
        this::large,
        () -> large() / 2 * 2 + 0L,
        this::finite,
        this::whole,
        this::decimal);
  }

  private double finite() {
    double number = fraction();
    return Double.isFinite(number) ? number : 0.1;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.appendCodePoint(
          switch (random.nextInt(4)) {
            case 0 -> random.nextInt(0xd800);
            case 1 -> 0x1f300 + random.nextInt(500);
            case 2 -> random.nextInt(0x20);
            default -> 'a' + random.nextInt(26);
          });
    }
    return text.toString();
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(40)];
    random.nextBytes(bytes);
    return bytes;
  }

  private @Nullable Object any(int depth) {
    return switch (random.nextInt(depth > 0 ? 6 : 4)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> text();
      case 3 -> number();
      case 4 -> list(() -> any(depth - 1));
      default -> map(() -> any(depth - 1));
    };
  }

  private Numbers numbers() {
    return new Numbers(
        (byte) random.nextInt(),
        (short) random.nextInt(),
        random.nextInt(),
        large(),
        single(),
        fraction(),
        letter(),
        random.nextBoolean(),
        orNull(() -> (byte) random.nextInt()),
        orNull(() -> (short) random.nextInt()),
        orNull(random::nextInt),
        orNull(this::large),
        orNull(this::single),
        orNull(this::fraction),
        orNull(this::letter),
        orNull(this::whole),
        orNull(this::decimal));
  }

  private Instant instant() {
    return Instant.ofEpochSecond(random.nextLong() >> 25, random.nextInt(1_000_000_000));
  }

  private OffsetDateTime offset() {
    int seconds = random.nextInt(64_800) * (random.nextBoolean() ? 1 : -1);
    return instant().atOffset(ZoneOffset.ofTotalSeconds(random.nextBoolean() ? seconds : 18_000));
  }

  private static final String[] ZONES = {
    "Europe/Berlin", "UTC", "Z", "America/New_York", "GMT+3", "+05:30", "Etc/UTC", "Asia/Kathmandu"
  };

  private ZoneId zone() {
    return ZoneId.of(oneOf(ZONES));
  }

  private ZonedDateTime zoned() {
    return random.nextBoolean()
        ? instant().atZone(zone())
        // in the hour that Berlin has twice
        : ZonedDateTime.ofInstant(
            Instant.parse("2025-10-26T00:00:00Z").plusSeconds(random.nextInt(7_200)),
            ZoneId.of("Europe/Berlin"));
  }

  private Times times() {
    LocalDateTime dateTime = offset().toLocalDateTime();
    return new Times(
        orNull(this::instant),
        dateTime.toLocalDate(),
        random.nextBoolean() ? dateTime.toLocalTime() : LocalTime.of(7, 0),
        dateTime,
        offset(),
        zoned(),
        Duration.ofSeconds(large() >> 3, random.nextInt(1_000_000_000)),
        Period.of(random.nextInt(), random.nextInt(40) - 20, random.nextInt(400)),
        Year.of(random.nextInt(4_000) - 1_000),
        YearMonth.of(random.nextInt(20_000) - 5_000, 1 + random.nextInt(12)),
        zone(),
        offset().getOffset());
  }

  private static final String[] PATHS = {"a/b", "", "/tmp", "../x y/ü", "/no such/€.txt", "c:d"};
  private static final String[] LOCALES = {"de-DE", "", "zh-Hant-TW", "en", "es-419"};
  private static final String[] CURRENCIES = {"EUR", "JPY", "XAU"};

  private Texts texts() {
    return new Texts(
        orNull(this::text),
        new UUID(random.nextLong(), random.nextLong()),
        URI.create("https://example.com/" + random.nextInt() + "?q=%20#f"),
        Path.of(oneOf(PATHS)),
        Locale.forLanguageTag(oneOf(LOCALES)),
        Currency.getInstance(oneOf(CURRENCIES)),
        oneOf(Colour.values()),
        oneOf(Level.values()));
  }

  private Holders holders() {
    Function<Boolean, Either<BigDecimal>> either =
        left -> left ? new Left<>(orNull(this::decimal)) : new Right<>(list(this::decimal));
    return new Holders(
        optional(this::text),
        optional(() -> drawing(1)),
        random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt()),
        random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(large()),
        random.nextBoolean() ? OptionalDouble.empty() : OptionalDouble.of(fraction()),
        either.apply(random.nextBoolean()));
  }

  private Containers containers() {
    return new Containers(
        list(() -> orNull(random::nextInt)),
        new LinkedHashSet<>(list(this::text)),
        map(random::nextInt, () -> list(() -> orNull(() -> times().date()))),
        map(() -> oneOf(Colour.values()), () -> drawing(1)),
        map(() -> times().date(), UUID::randomUUID),
        map(this::instant, () -> number()),
        map(random::nextBoolean, () -> orNull(() -> oneOf(Level.values()))),
        new TreeMap<>(map(this::large, random::nextBoolean)),
        list(() -> list(() -> optional(() -> oneOf(Level.values())))),
        list(this::number),
        map(() -> any(2)),
        any(2));
  }
}
